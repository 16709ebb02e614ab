using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Holds notifications between the listener and the pipeline.</summary>
internal interface INotificationQueue : IDisposable
{
    /// <summary>Why a notification was not accepted, as a part of a sentence.</summary>
    string RefusalReason { get; }

    /// <summary>Queues a notification, until a deadline shortly before Centry times out.</summary>
    /// <returns>Whether Centry need not deliver it again.</returns>
    Task<bool> AcceptAsync(CentryNotification notification, CancellationToken deadline);

    /// <summary>Leases the oldest notification; null if none is queued.</summary>
    NotificationLease? Next();
}
