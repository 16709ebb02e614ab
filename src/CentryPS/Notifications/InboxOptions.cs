using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>How an inbox is used.</summary>
/// <param name="Folder">Its folder, created if it does not exist.</param>
/// <param name="MaximumAttempt">How often a notification is given to the pipeline before it becomes a dead letter.</param>
/// <param name="MaximumSize">How much may wait, in bytes.</param>
internal sealed record InboxOptions(string Folder, int MaximumAttempt, long MaximumSize)
{
    /// <summary>Whether a notification that another run left is given to this pipeline; any other stays for another process.</summary>
    public Func<CentryNotification, bool> IsWanted { get; init; } = _ => true;
}
