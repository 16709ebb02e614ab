using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>
/// A file of an inbox: a header, then a line of JSON for each notification, whose start is overwritten as its state
/// changes. The process that holds the lock beside the file owns it; after that process ends, any other may adopt it.
/// </summary>
/// <remarks>Any thread can mark and release notifications. Only one thread at a time can use other members.</remarks>
internal sealed class InboxFile : IDisposable
{
    private const long MaximumLength = 4 * 1024 * 1024;

    private readonly FileLock _lock;
    private readonly FileStream _stream;
    private int _references = 1; // its owner, its damaged lines and each waiting notification; at 0 the file is deleted
    private long _length = long.MaxValue; // of the written lines; long.MaxValue if no line can be appended

    private InboxFile(string path, FileLock fileLock, InboxContent content)
    {
        (_lock, LastReceivedAt, IsForOthers) = (fileLock, content.LastReceivedAt, content.Others.Count > 0);
        _references += content.Waiting.Count + (content.Damaged.Count > 0 ? 1 : 0);
        content.Waiting.ForEach(entry => entry.File = this);

        // Unbuffered: written bytes survive the end of this process.
        _stream = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
    }

    public string Name => Path.GetFileNameWithoutExtension(_stream.Name);

    public bool IsFull => _length >= MaximumLength;

    public bool IsOpen => _stream.CanRead;

    /// <summary>True if the file contains notifications that are left to other processes.</summary>
    public bool IsForOthers { get; }

    public DateTimeOffset? LastReceivedAt { get; private set; }

    public static InboxFile Create(string path, DateTimeOffset? lastReceivedAt)
    {
        var header = InboxContent.Header(lastReceivedAt);
        var content = TryOpen(path, () =>
        {
            NewFile.Replace(path, header);
            return new InboxContent(header, DateTimeOffset.MaxValue, _ => true);
        });
        content!.File!._length = header.Length; // no other process knows the name
        return content.File;
    }

    /// <summary>Takes a file and reads it. Returns null if another process owns it, or it does not exist.</summary>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static InboxContent? TryOpen(string path, Func<InboxContent> read)
    {
        if (FileLock.TryTake(Path.ChangeExtension(path, ".lock")) is not { } fileLock)
        {
            return null;
        }

        try
        {
            var content = read();
            content.File = new InboxFile(path, fileLock, content);
            return content;
        }
        catch (Exception exception)
        {
            fileLock.Dispose();
            if (exception is FileNotFoundException)
            {
                return null;
            }

            throw;
        }
    }

    /// <exception cref="IOException">None of the notifications is stored.</exception>
    public void Append(IReadOnlyList<InboxEntry> entries)
    {
        using var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            var line = entry.Line();
            entry.Offset = _length + lines.Length;
            lines.Write(line, 0, line.Length);
        }

        try
        {
            lock (_stream)
            {
                _stream.Position = _length;
                LineFile.Write(_stream, lines.ToArray());
            }

            _stream.Flush(flushToDisk: true); // outside the lock, so that Mark does not wait for the disk
            if (!File.Exists(_stream.Name))
            {
                // The content of a removed file is lost when this process ends.
                throw new IOException(Messages.InboxFileGone.With(_stream.Name));
            }
        }
        catch
        {
            // The next line must not follow half a line.
            var isTruncated = Guard.TryRun(() => _stream.SetLength(_length));
            _length = isTruncated && File.Exists(_stream.Name) ? _length : long.MaxValue;
            throw;
        }

        _length += lines.Length;
        Interlocked.Add(ref _references, entries.Count);
        foreach (var entry in entries)
        {
            entry.File = this;
        }

        LastReceivedAt = entries.Select(entry => entry.ReceivedAt).Append(LastReceivedAt).Max();
    }

    /// <summary>Empties the file if nothing waits in it, because a full disk has no room for another one.</summary>
    public bool TryRestart(DateTimeOffset? lastReceivedAt)
    {
        if (Volatile.Read(ref _references) > 1 || IsForOthers)
        {
            return false;
        }

        LastReceivedAt = lastReceivedAt;
        var header = InboxContent.Header(lastReceivedAt);
        lock (_stream)
        {
            _stream.SetLength(Math.Min(header.Length, _stream.Length));
            _stream.Position = 0;
            LineFile.Write(_stream, header);
        }

        _length = header.Length;
        return true;
    }

    /// <summary>Overwrites the state of a notification. If that fails, the next run delivers it again.</summary>
    public void Mark(InboxEntry entry, bool isTaken) => Guard.TryRun(() =>
    {
        lock (_stream)
        {
            var line = new byte[entry.LineLength];
            _stream.Position = entry.Offset;
            if (_stream.Read(line, 0, line.Length) == line.Length && entry.IsLine(line))
            {
                _stream.Position = entry.Offset;
                LineFile.Write(_stream, entry.Head(isTaken));
            }
        }
    });

    /// <summary>Removes a reference. The last one closes the file, and deletes it unless it is for others.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Close(isDeleted: !IsForOthers);
        }
    }

    public void Dispose() => Close(isDeleted: false);

    private void Close(bool isDeleted)
    {
        _stream.Dispose();
        if (isDeleted)
        {
            // Before the lock is released, so that its next owner finds no file. If another program reads the file, the
            // next run finds that nothing waits in it.
            Guard.TryRun(() => File.Delete(_stream.Name));
        }

        _lock.Dispose();
    }
}
