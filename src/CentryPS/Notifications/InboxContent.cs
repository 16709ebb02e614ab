using System.Text.Json;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <summary>What a process that has ended wrote into a file of an inbox, whole or not.</summary>
internal sealed class InboxContent
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public InboxContent(Stream stream)
    {
        var bytes = new byte[stream.Length];
        for (int read, at = 0; at < bytes.Length; at += read)
        {
            read = stream.Read(bytes, at, bytes.Length - at);
            bytes = read == 0 ? bytes.AsSpan(0, at).ToArray() : bytes;
        }

        // What has no end was never acknowledged.
        for (int start = 0, end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            ReadLine(bytes.AsSpan(start, end - start), start);
        }
    }

    /// <summary>When the last notification came, in it or before it.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>What was not taken, in the order in which it came, and where its lines begin, in bytes.</summary>
    public List<(CentryNotification Notification, long Offset)> Waiting { get; } = [];

    /// <summary>Whole lines that could not be read.</summary>
    public List<byte[]> Damaged { get; } = [];

    private void ReadLine(ReadOnlySpan<byte> text, long offset)
    {
        if (TryParse(text) is not { } line)
        {
            Damaged.Add(text.ToArray());
            return;
        }

        LastReceivedAt = new[] { LastReceivedAt, line.LastReceivedAt, line.ReceivedAt }.Max();
        if (line is { Taken: false, Notification: { } notification })
        {
            (notification.ReceivedAt, notification.Attempt, notification.Deliveries) = (line.ReceivedAt, line.Attempts, line.Deliveries);
            Waiting.Add((notification, offset));
        }
    }

    // Null where it is neither the first line of a file nor one with a notification.
    private static InboxLine? TryParse(ReadOnlySpan<byte> text)
    {
        try
        {
            var line = JsonBody.Read(text, CentryJson.Default.InboxLine);
            return line.Inbox is not null || line.Notification?.TopicName is not null ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
