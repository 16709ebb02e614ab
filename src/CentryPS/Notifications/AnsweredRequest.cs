using System.Globalization;
using System.Net;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A request to the listener and its response.</summary>
/// <param name="AnsweredAt">When the response was sent.</param>
/// <param name="Remote">The address of the client, or of the proxy in front of it.</param>
/// <param name="Head">The request line and the headers; null if they could not be read.</param>
/// <param name="Notification">The notification in the body; null if there was none.</param>
/// <param name="Status">The HTTP status of the response; 0 if the connection was closed without one.</param>
/// <param name="Problem">Why the status is not 200, as a part of a sentence; null if it is.</param>
internal sealed record AnsweredRequest(
    DateTimeOffset AnsweredAt,
    IPEndPoint? Remote,
    RequestHead? Head,
    CentryNotification? Notification,
    int Status,
    string? Problem)
{
    public override string ToString()
    {
        var request = Notification is not null ? Messages.VerboseBrought.With(Notification)
            : TerminalText.Show($"{Head?.Method} {Head?.Target}").Trim();
        var response = Status == 0 ? Messages.NoAnswer : Status.ToString(CultureInfo.InvariantCulture);
        var line = $"{AnsweredAt.ToLocalTime():HH:mm:ss} {Remote} {request} -> {response}";
        return (Problem is null ? line : $"{line}: {Problem}").Replace("  ", " ");
    }
}
