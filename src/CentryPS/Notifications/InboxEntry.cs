using System.Globalization;
using System.Text;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>A notification in an inbox. While it waits, only its JSON is in memory.</summary>
internal sealed class InboxEntry
{
    private const int MostCounted = 999_999;

    // What a line has beside the JSON of the notification.
    private const int Overhead = 128;

    private static readonly int HeadLength = Head(isTaken: false, 0, 0).Length;

    private readonly byte[] _json;
    private readonly DateTimeOffset? _receivedAt;

    /// <summary>Keeps a notification.</summary>
    public InboxEntry(CentryNotification notification)
    {
        (_json, _receivedAt) = (notification.ToJson(), notification.ReceivedAt);
        (Attempt, Deliveries) = (Count(notification.Attempt), Math.Max(1, Count(notification.Deliveries)));
        Key = new Guid(_json.ToSha256().Substring(0, 32));
    }

    private static ReadOnlySpan<byte> Start => "{\"taken\":"u8;

    /// <summary>Equal for equal notifications: a digest of everything that Centry sent.</summary>
    public Guid Key { get; }

    /// <summary>About how much it takes up on the disk, in bytes.</summary>
    public int Size => _json.Length + Overhead;

    /// <summary>When it came first.</summary>
    public DateTimeOffset? ReceivedAt => _receivedAt;

    /// <summary>How often it was given to the pipeline.</summary>
    public int Attempt { get; private set; }

    /// <summary>How often Centry delivered it while it waited.</summary>
    public int Deliveries { get; private set; }

    /// <summary>The file that keeps it; null while it is not on the disk.</summary>
    public InboxFile? File { get; set; }

    /// <summary>Where its line begins in the file, in bytes.</summary>
    public long Offset { get; set; }

    /// <summary>Whether it is on the disk, as soon as that is known; false where it cannot be kept.</summary>
    public Task<bool> Kept { get; set; } = Task.FromResult(true);

    /// <summary>A line without its head, which may be half written; null if it is no line of a notification.</summary>
    public static byte[]? WithoutHead(ReadOnlySpan<byte> line) =>
        line.Length > HeadLength && line.StartsWith(Start) ? [(byte)'{', .. line.Slice(HeadLength)] : null;

    /// <summary>The notification, as it is given to the pipeline.</summary>
    public CentryNotification ToNotification()
    {
        var notification = JsonBody.Read(_json, CentryJson.Default.CentryNotification); // accepted before, by an older version too
        (notification.ReceivedAt, notification.Attempt, notification.Deliveries) = (_receivedAt, Attempt, Deliveries);
        return notification;
    }

    /// <summary>Centry brought it again while it waited.</summary>
    public void Repeat(int times)
    {
        Deliveries = Count(Deliveries + times);
        File?.Mark(this, isTaken: false);
    }

    /// <summary>It is given to the pipeline: the next run knows, whatever becomes of this one.</summary>
    public void Give()
    {
        Attempt = Count(Attempt + 1);
        File!.Mark(this, isTaken: false);
    }

    /// <summary>The pipeline has processed it, or it is somewhere else.</summary>
    public void Taken()
    {
        File!.Mark(this, isTaken: true);
        File.Release();
    }

    /// <summary>The beginning of its line, whose length is always the same, so that it can be written over.</summary>
    public byte[] Head(bool isTaken) => Head(isTaken, Attempt, Deliveries);

    /// <summary>Its line, with the line end.</summary>
    public byte[] Line() => [.. Head(isTaken: false), .. Rest(), (byte)'\n'];

    /// <summary>Whether bytes are its line, so that its head can be written over: a person may have edited the file.</summary>
    public bool IsLine(ReadOnlySpan<byte> bytes) =>
        bytes.Length > HeadLength && bytes.StartsWith(Start) && bytes.Slice(HeadLength).SequenceEqual(Rest());

    private static int Count(int number) => Math.Min(Math.Max(number, 0), MostCounted);

    private static byte[] Head(bool isTaken, int attempts, int deliveries) => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "{{\"taken\":{0,-5},\"attempts\":{1,6},\"deliveries\":{2,6},",
        isTaken ? "true" : "false",
        attempts,
        deliveries));

    private byte[] Rest()
    {
        var date = _receivedAt is null ? "null" : string.Format(CultureInfo.InvariantCulture, "\"{0:o}\"", _receivedAt);
        return [.. Encoding.UTF8.GetBytes($"\"received_at\":{date},\"notification\":"), .. _json, (byte)'}'];
    }
}
