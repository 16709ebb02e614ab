using System.Text;
using System.Text.Json;
using CentryPS.Files;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>The content of an inbox file that a previous process left, complete or not.</summary>
internal sealed class InboxContent
{
    private readonly DateTimeOffset _latest; // a clock that ran ahead wrote later dates
    private readonly Func<CentryNotification, bool> _isWanted;
    private bool _isEdited; // by a person; then heads of lines cannot be overwritten

    public InboxContent(byte[] bytes, DateTimeOffset latest, Func<CentryNotification, bool> isWanted)
    {
        (_latest, _isWanted) = (latest, isWanted);
        var start = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            if (!TryRead(bytes.AsSpan(start, end - start), start))
            {
                Damaged.Add(bytes.AsSpan(start, end + 1 - start).ToArray());
            }
        }

        // A truncated last line was never acknowledged. A complete one may have been: editors remove the last line end.
        _ = TryRead(bytes.AsSpan(start), start);
    }

    /// <summary>The time of the last notification, in this file or before it; null if unknown.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>The latest implausible date; null if there is none.</summary>
    public DateTimeOffset? AheadReceivedAt { get; private set; }

    /// <summary>The unprocessed notifications that this process wants, oldest first.</summary>
    public List<InboxEntry> Waiting { get; } = [];

    /// <summary>The unprocessed notifications that it leaves to other processes.</summary>
    public List<InboxEntry> Others { get; } = [];

    /// <summary>Complete lines that cannot be read.</summary>
    public List<byte[]> Damaged { get; } = [];

    /// <summary>The file, once this process has adopted it.</summary>
    public InboxFile? File { get; set; }

    /// <summary>Reads a file. An edited one is rewritten, unless the disk has no room for a copy.</summary>
    public static InboxContent Read(string path, DateTimeOffset latest, Func<CentryNotification, bool> isWanted)
    {
        var content = new InboxContent(System.IO.File.ReadAllBytes(path), latest, isWanted);
        if (!content._isEdited)
        {
            return content;
        }

        try
        {
            var lines = content.Waiting.Concat(content.Others).SelectMany(entry => entry.Line());
            byte[] bytes = [.. Header(content.LastReceivedAt), .. lines, .. content.Damaged.SelectMany(line => line)];
            NewFile.Replace(path, bytes);
            return new InboxContent(bytes, latest, isWanted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return content;
        }
    }

    /// <summary>The first line of a file. Its length is fixed, so that a file has room for a later date.</summary>
    public static byte[] Header(DateTimeOffset? lastReceivedAt) =>
        Encoding.UTF8.GetBytes($"{{\"inbox\":1,\"last_received_at\":{InboxEntry.ToJson(lastReceivedAt),-35}}}\n");

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
            _isEdited |= !entry.IsLine(text);
            (_isWanted(notification) ? Waiting : Others).Add(entry);
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

    // Returns null for a line that is neither a header nor a notification.
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
