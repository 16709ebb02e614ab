using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// A notification that the pipeline is processing, and then completes or abandons. <c>Abandon</c> returns the earliest
/// time of the redelivery; null if Centry delivers the notification again.
/// </summary>
internal sealed record NotificationLease(
    CentryNotification Notification,
    Action Complete,
    Func<DateTimeOffset?> Abandon);
