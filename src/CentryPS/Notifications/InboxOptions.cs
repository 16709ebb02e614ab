using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>How an inbox is used.</summary>
/// <param name="Folder">The folder, created if it does not exist.</param>
/// <param name="MaximumAttempt">The attempts after which a notification becomes a dead letter.</param>
/// <param name="MaximumSize">How much may wait, in bytes.</param>
internal sealed record InboxOptions(string Folder, int MaximumAttempt, long MaximumSize)
{
    /// <summary>Whether this pipeline wants a notification of an earlier run, or leaves it to others.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;
}
