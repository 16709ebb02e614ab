using System.Globalization;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>
/// A file of an inbox: a header, then a line of JSON for each notification, whose start is overwritten as its state
/// changes. The process that holds the lock beside the file owns it; after that process ends, any other may adopt it.
/// </summary>
internal sealed class InboxFile : IDisposable
{
    public const string Extension = ".jsonl";

    private const long MaximumLength = 4 * 1024 * 1024;

    private readonly object _headerGate = new();
    private readonly InboxLock _lock;
    private readonly DurableFile _file;
    private int _references = 1; // its owner, its damaged lines and each waiting notification; at 0 the file is deleted
    private bool _isForOthers;

    private InboxFile(string path, InboxLock fileLock, FileMode mode)
    {
        (Name, _lock) = (Path.GetFileNameWithoutExtension(path), fileLock);
        _file = new DurableFile(path, mode);
    }

    public string Name { get; }

    public bool IsFull => _file.IsEnded || _file.Length >= MaximumLength;

    /// <summary>Whether this process has deleted it, or left it to others.</summary>
    public bool IsGone { get; private set; }

    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>The content at the time of its adoption.</summary>
    public InboxContent Left { get; private set; } = InboxContent.Empty;

    /// <summary>Adopts a file; null if another process owns it, or it no longer exists.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static InboxFile? TryAdopt(string path, DateTimeOffset latestDate)
    {
        if (InboxLock.TryTake(path) is not { } fileLock)
        {
            return null;
        }

        InboxFile? file = null;
        try
        {
            file = new InboxFile(path, fileLock, FileMode.Open);
            file.Adopt(new InboxContent(file._file.ReadAll(), latestDate));
            return file;
        }
        catch (FileNotFoundException)
        {
            fileLock.Remove();
            return null;
        }
        catch
        {
            fileLock.Abandon();
            file?.Dispose();
            throw;
        }
    }

    public static InboxFile Create(string folder, DateTimeOffset now, DateTimeOffset? lastReceivedAt)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"{time}-{Guid.NewGuid().ToString("N").Substring(0, 8)}{Extension}");
        var fileLock = InboxLock.TryTake(path)!; // no other process knows the name
        InboxFile? file = null;
        try
        {
            file = new InboxFile(path, fileLock, FileMode.CreateNew) { LastReceivedAt = lastReceivedAt };
            file._file.Append(file.Header());
            return file;
        }
        catch
        {
            file?.Delete(); // on a full disk, each attempt would leave a file behind
            fileLock.Remove();
            throw;
        }
    }

    /// <exception cref="IOException">None of the notifications is stored.</exception>
    public void Append(IReadOnlyList<InboxEntry> entries)
    {
        using var lines = new MemoryStream();
        foreach (var line in entries.Select(entry => entry.Line()))
        {
            lines.Write(line, 0, line.Length);
        }

        var offset = _file.Length;
        _file.Append(lines.ToArray());
        Interlocked.Add(ref _references, entries.Count);
        foreach (var entry in entries)
        {
            entry.MoveTo(this, offset);
            offset += entry.LineLength + 1;
        }

        lock (_headerGate)
        {
            LastReceivedAt = entries.Select(entry => entry.ReceivedAt).Append(LastReceivedAt).Max();
        }
    }

    /// <summary>Empties it if nothing waits in it, because a full disk has room for no other file.</summary>
    public bool TryRestart()
    {
        if (Volatile.Read(ref _references) > 1 || _isForOthers)
        {
            return false;
        }

        lock (_headerGate)
        {
            _file.Restart(Header());
        }

        return true;
    }

    /// <summary>Stores the date of another file, which is about to be deleted; false if it cannot be written.</summary>
    public bool TryRemember(InboxFile other)
    {
        lock (_headerGate)
        {
            if (other.LastReceivedAt is not { } date || date <= LastReceivedAt)
            {
                return true;
            }

            LastReceivedAt = date;
            var header = Header();
            return _file.TryOverwrite(0, header, header.Length, IsHeader);
        }
    }

    /// <summary>Overwrites the state of a notification. If that fails, the next run delivers it again.</summary>
    public void Mark(InboxEntry entry, bool isTaken) =>
        _file.TryOverwrite(entry.Offset, entry.Head(isTaken), entry.LineLength, line => entry.IsLine(line));

    /// <summary>Leaves unwanted notifications in the file, which is given up once nothing else references it.</summary>
    public void LeaveToOthers(int count)
    {
        _isForOthers = true;
        Release(count);
    }

    /// <summary>Removes references; without any, the file is deleted, or given up if others want it.</summary>
    public void Release(int count = 1)
    {
        if (Interlocked.Add(ref _references, -count) == 0)
        {
            IsGone = true;
            (_isForOthers ? Dispose : (Action)Delete)();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private void Adopt(InboxContent content)
    {
        (Left, LastReceivedAt) = (content, content.LastReceivedAt);
        content.Waiting.ForEach(entry => entry.MoveTo(this, entry.Offset));
        _references += content.Waiting.Count + (content.Damaged.Count > 0 ? 1 : 0);
    }

    // Of a fixed length, so that a later date can overwrite it.
    private byte[] Header() =>
        Encoding.UTF8.GetBytes($"{{\"inbox\":1,\"last_received_at\":{InboxEntry.ToJson(LastReceivedAt),-35}}}\n");

    private static bool IsHeader(byte[] bytes) =>
        bytes.AsSpan().StartsWith("{\"inbox\":"u8) && Array.IndexOf(bytes, (byte)'\n') == bytes.Length - 1;

    private void Delete()
    {
        try
        {
            _file.Delete(); // before the lock is released, so that its next owner finds no file
            _lock.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose(); // another program reads it; the next run finds that nothing waits in it
        }
    }
}
