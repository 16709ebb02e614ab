using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Where notifications wait between the wire and the pipeline.</summary>
internal interface INotificationQueue : IDisposable
{
    /// <summary>Takes in a notification.</summary>
    /// <param name="notification">What came.</param>
    /// <param name="deadline">Cancelled when Centry's patience ends.</param>
    /// <returns>Whether Centry may be told that it need not bring it again.</returns>
    Task<bool> AcceptAsync(CentryNotification notification, CancellationToken deadline);

    /// <summary>Gives the one that waits longest to the pipeline; null where none waits.</summary>
    IHandover? Next();
}
