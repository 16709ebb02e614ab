using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A notification that the pipeline has received and not processed yet.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="Complete">Call it once the pipeline has processed the notification.</param>
/// <param name="Abandon">
/// Call it if the pipeline did not process the notification. Returns when the notification is redelivered at the
/// earliest; null if Centry delivers it again.
/// </param>
internal sealed record NotificationLease(
    CentryNotification Notification,
    Action Complete,
    Func<DateTimeOffset?> Abandon);
