using System.Text.Json;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>The content of a file of an inbox that a process left, complete or not.</summary>
internal sealed class InboxContent
{
    /// <summary>Nothing.</summary>
    public static readonly InboxContent Empty = new(Stream.Null, DateTimeOffset.MaxValue);

    private readonly DateTimeOffset _latest;

    /// <summary>Reads a file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="latest">Dates after this one are not believed: a clock ran ahead.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public InboxContent(Stream stream, DateTimeOffset latest)
    {
        _latest = latest;
        var bytes = new byte[stream.Length];
        for (int read, at = 0; at < bytes.Length; at += read)
        {
            read = stream.Read(bytes, at, bytes.Length - at);
            bytes = read == 0 ? bytes.AsSpan(0, at).ToArray() : bytes;
        }

        var start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            if (!TryRead(bytes.AsSpan(start, end - start), start))
            {
                Damaged.Add(bytes.AsSpan(start, end - start).ToArray());
            }
        }

        // Half a line was never acknowledged. A whole one without its line end may have been: editors remove the last one.
        _ = TryRead(bytes.AsSpan(start), start);
    }

    /// <summary>When the last notification came, in it or before it; null if that is not known.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>A date in it that is in the future; null if there is none.</summary>
    public DateTimeOffset? AheadReceivedAt { get; private set; }

    /// <summary>What was not processed, in the order in which it came.</summary>
    public List<InboxEntry> Waiting { get; } = [];

    /// <summary>Whether a line is not in the form in which it was written, so that its head cannot be written over.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>Whole lines that could not be read.</summary>
    public List<byte[]> Damaged { get; } = [];

    private bool TryRead(ReadOnlySpan<byte> text, long offset)
    {
        if ((Parse(text) ?? Parse(InboxEntry.WithoutHead(text))) is not { } line)
        {
            return false;
        }

        See(line.LastReceivedAt);
        See(line.ReceivedAt);
        if (line is { Taken: false, Notification: { } notification })
        {
            (notification.ReceivedAt, notification.Attempt, notification.Deliveries) = (line.ReceivedAt, line.Attempts, line.Deliveries);
            var entry = new InboxEntry(notification) { Offset = offset };
            IsEdited |= !entry.IsLine(text);
            Waiting.Add(entry);
        }

        return true;
    }

    private void See(DateTimeOffset? date)
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

    // Null where it is neither the first line of a file nor one with a notification.
    private static InboxLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            var line = JsonBody.Read(text, CentryJson.Default.InboxLine);
            return line.Inbox is not null || (line.Notification is { } notification && notification.Problem() is null) ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
