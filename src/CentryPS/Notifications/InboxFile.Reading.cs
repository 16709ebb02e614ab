using System.Text.Json;
using CentryPS.Models.Json;

namespace CentryPS.Notifications;

/// <content>What another process wrote, whole or not.</content>
internal sealed partial class InboxFile
{
    /// <summary>Takes over a file that belongs to nobody; null where another process has it.</summary>
    public static InboxFile? TryAdopt(string path)
    {
        InboxLock? owned = null;
        try
        {
            owned = new InboxLock(path);
            var file = new InboxFile(path, owned, FileMode.Open) { _isEnded = true };
            file.Read();
            return file;
        }
        catch (FileNotFoundException)
        {
            owned?.Remove(); // it was there a moment ago: all of it has been taken since
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            owned?.Dispose();
            return null;
        }
    }

    private void Read()
    {
        var bytes = new byte[_stream.Length];
        for (int read, at = 0; at < bytes.Length; at += read)
        {
            read = _stream.Read(bytes, at, bytes.Length - at);
            bytes = read == 0 ? bytes.AsSpan(0, at).ToArray() : bytes;
        }

        // What has no end was never acknowledged.
        for (int start = 0, end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            ReadLine(bytes.AsSpan(start, end - start), start);
        }

        _holds += Waiting.Count + (Damaged.Count > 0 ? 1 : 0);
    }

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
            Waiting.Add(new InboxEntry(notification) { File = this, Offset = offset });
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
