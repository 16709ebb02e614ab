using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Holds notifications between the listener and the pipeline.</summary>
internal interface INotificationQueue : IDisposable
{
    /// <summary>Queues a notification, until a deadline shortly before Centry times out.</summary>
    /// <returns>The reason, as part of a sentence, if Centry must deliver it again; otherwise null.</returns>
    Task<string?> AcceptAsync(CentryNotification notification, CancellationToken deadline);

    /// <summary>Leases the oldest notification; null if none is queued.</summary>
    NotificationLease? Next();
}
