using System.Globalization;
using System.Text;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>A notification in an inbox. While it waits, only the JSON of its line is in memory.</summary>
internal sealed class InboxEntry
{
    private const int MaximumCount = 999_999; // the head has room for six digits

    private static readonly int HeadLength = Head(isTaken: false, 0, 0).Length;

    private readonly byte[] _tail; // of the line, after the head, without the line end

    public InboxEntry(CentryNotification notification)
    {
        ReceivedAt = notification.ReceivedAt;
        (Attempt, Deliveries) = (Limit(notification.Attempt), Math.Max(1, Limit(notification.Deliveries)));
        var json = notification.ToJson();
        Key = new Guid(json.ToSha256().Substring(0, 32));
        var start = Encoding.UTF8.GetBytes($"\"received_at\":{ToJson(ReceivedAt)},\"notification\":");
        _tail = [.. start, .. json, (byte)'}'];
    }

    private static ReadOnlySpan<byte> Start => "{\"taken\":"u8;

    /// <summary>A digest of what Centry sent.</summary>
    public Guid Key { get; }

    public DateTimeOffset? ReceivedAt { get; }

    public int Attempt { get; private set; }

    public int Deliveries { get; private set; }

    /// <summary>The file that stores the entry; null until the entry is on the disk.</summary>
    public InboxFile? File { get; set; }

    public long Offset { get; set; }

    /// <summary>The length of the line without the line end, in bytes.</summary>
    public int LineLength => HeadLength + _tail.Length;

    /// <summary>Returns a line without its head, which may be partly overwritten; null if there is no head.</summary>
    public static byte[]? WithoutHead(ReadOnlySpan<byte> line) =>
        line.Length > HeadLength && line.StartsWith(Start) ? [(byte)'{', .. line.Slice(HeadLength)] : null;

    public CentryNotification ToNotification()
    {
        var notification = JsonBody.Read([(byte)'{', .. _tail], CentryJson.Default.InboxLine).Notification!;
        (notification.ReceivedAt, notification.Attempt, notification.Deliveries) = (ReceivedAt, Attempt, Deliveries);
        return notification;
    }

    public void AddDeliveries(int count)
    {
        Deliveries = Limit(Deliveries + count);
        File?.Mark(this, isTaken: false);
    }

    /// <summary>Counts an attempt of the pipeline, and stores the count for the next run.</summary>
    public void BeginAttempt()
    {
        Attempt = Limit(Attempt + 1);
        File!.Mark(this, isTaken: false);
    }

    /// <summary>Marks the entry as taken: it was processed, or is stored elsewhere.</summary>
    public void Complete()
    {
        File!.Mark(this, isTaken: true);
        File.Release();
    }

    /// <summary>Returns the start of the line. Its length is fixed, so that it can be overwritten.</summary>
    public byte[] Head(bool isTaken) => Head(isTaken, Attempt, Deliveries);

    /// <summary>Returns the line, with its line end.</summary>
    public byte[] Line() => [.. Head(isTaken: false), .. _tail, (byte)'\n'];

    /// <summary>True if bytes are this entry's line, with any head. Otherwise, a person has edited it.</summary>
    public bool IsLine(ReadOnlySpan<byte> bytes) =>
        bytes.Length == LineLength && bytes.StartsWith(Start) && bytes.Slice(HeadLength).SequenceEqual(_tail);

    public static string ToJson(DateTimeOffset? date) =>
        date is { } known ? $"\"{known.ToString("o", CultureInfo.InvariantCulture)}\"" : "null";

    private static int Limit(int count) => Math.Min(Math.Max(count, 0), MaximumCount);

    private static byte[] Head(bool isTaken, int attempts, int deliveries) => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "{{\"taken\":{0,-5},\"attempts\":{1,6},\"deliveries\":{2,6},",
        isTaken ? "true" : "false",
        attempts,
        deliveries));
}
