using CentryPS.Models;

namespace CentryPS.Notifications;

internal sealed record InboxOptions(
    string Folder,
    int MaximumAttempt, // then a notification becomes a dead letter
    long MaximumSize) // of the waiting notifications, in bytes
{
    /// <summary>Returns false for a notification of an earlier run that is left to other processes.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;
}
