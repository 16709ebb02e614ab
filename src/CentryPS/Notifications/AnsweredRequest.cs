using System.Globalization;
using System.Net;
using CentryPS.Models;

namespace CentryPS.Notifications;

internal sealed record AnsweredRequest(
    DateTimeOffset AnsweredAt,
    IPEndPoint? Remote, // the client, or the proxy in front of it
    RequestHead? Head,
    CentryNotification? Notification,
    int Status, // 0 if the connection was closed without a response
    string? Problem) // the reason, as part of a sentence, if the status is not 200
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
