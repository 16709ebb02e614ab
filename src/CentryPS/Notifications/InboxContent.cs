using System.Text.Json;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>The content of an inbox file that a previous process left, complete or not.</summary>
internal sealed class InboxContent
{
    public static readonly InboxContent Empty = new([], DateTimeOffset.MaxValue);

    private readonly DateTimeOffset _latest;

    /// <summary>Parses a file. Dates after the latest plausible one were written by a clock that ran ahead.</summary>
    public InboxContent(byte[] bytes, DateTimeOffset latest)
    {
        _latest = latest;
        var start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            if (!TryRead(bytes.AsSpan(start, end - start), start))
            {
                Damaged.Add(bytes.AsSpan(start, end - start).ToArray());
            }
        }

        // A truncated last line was never acknowledged. A complete one may have been: editors remove the last line end.
        _ = TryRead(bytes.AsSpan(start), start);
    }

    /// <summary>When the last notification was received, in this file or before it; null if unknown.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>The latest implausible date; null if there is none.</summary>
    public DateTimeOffset? AheadReceivedAt { get; private set; }

    /// <summary>The unprocessed notifications, oldest first.</summary>
    public List<InboxEntry> Waiting { get; } = [];

    /// <summary>Whether a person has edited a line, so that its head cannot be overwritten.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>Complete lines that cannot be read.</summary>
    public List<byte[]> Damaged { get; } = [];

    private bool TryRead(ReadOnlySpan<byte> text, long offset)
    {
        if ((Parse(text) ?? Parse(InboxEntry.WithoutHead(text))) is not { } line)
        {
            return false;
        }

        Include(line.LastReceivedAt);
        Include(line.ReceivedAt);
        if (line is { Taken: false, Notification: { } notification })
        {
            notification.ReceivedAt = line.ReceivedAt;
            (notification.Attempt, notification.Deliveries) = (line.Attempts, line.Deliveries);
            var entry = new InboxEntry(notification) { Offset = offset };
            IsEdited |= !entry.IsLine(text);
            Waiting.Add(entry);
        }

        return true;
    }

    private void Include(DateTimeOffset? date)
    {
        if (date > _latest)
        {
            AheadReceivedAt = new[] { AheadReceivedAt, date }.Max();
        }
        else
        {
            LastReceivedAt = new[] { LastReceivedAt, date }.Max();
        }
    }

    // Null if it is neither the header of a file nor a notification.
    private static InboxLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            var line = JsonBody.Read(text, CentryJson.Default.InboxLine);
            var isNotification = line.Notification is { } notification && notification.Problem() is null;
            return line.Inbox is not null || isNotification ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
