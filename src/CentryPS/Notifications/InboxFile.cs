using System.Globalization;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>
/// A file of an inbox: a line of JSON for each notification, of which the beginning is written over as things happen to it.
/// It belongs to whoever has the lock beside it, so to one process at a time, and to nobody once that has ended.
/// </summary>
internal sealed partial class InboxFile : IDisposable
{
    /// <summary>How the names of these files end.</summary>
    public const string Extension = ".jsonl";

    private const int Version = 1;
    private const long Largest = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly InboxLock _lock;
    private readonly FileStream _stream;
    private long _length;
    private int _holds = 1; // whoever writes it, and each that is not taken; the file goes when nothing holds it
    private bool _isEnded;

    private InboxFile(string path, InboxLock owned, FileMode mode)
    {
        (_path, _lock) = (path, owned);

        // Without a buffer: what was written is the system's, even if this process ends at once. People may read it meanwhile.
        _stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
    }

    /// <summary>Its name.</summary>
    public string Name => Path.GetFileNameWithoutExtension(_path);

    /// <summary>Whether it is better to begin another.</summary>
    public bool IsFull => _isEnded || _length >= Largest;

    /// <summary>Whether all of it was taken, and it has gone.</summary>
    public bool IsGone { get; private set; }

    /// <summary>When the last notification came, in it or before it.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>What was read of it and not taken, in the order in which it came.</summary>
    public List<InboxEntry> Waiting { get; } = [];

    /// <summary>Whole lines that could not be read.</summary>
    public List<byte[]> Damaged { get; } = [];

    /// <summary>Begins a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static InboxFile Create(string folder, DateTimeOffset now, DateTimeOffset? lastReceivedAt)
    {
        var name = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N").Substring(0, 8);
        var path = Path.Combine(folder, name + Extension);
        var owned = new InboxLock(path);
        InboxFile? file = null;
        var last = lastReceivedAt is { } date ? string.Format(CultureInfo.InvariantCulture, "\"{0:o}\"", date) : "null";
        try
        {
            file = new InboxFile(path, owned, FileMode.CreateNew) { LastReceivedAt = lastReceivedAt };
            file.Append(Encoding.UTF8.GetBytes($"{{\"inbox\":{Version},\"last_received_at\":{last}}}\n"));
            return file;
        }
        catch
        {
            file?.Delete(); // a full disk: each try would leave a file behind
            if (file is null)
            {
                owned.Remove();
            }

            throw;
        }
    }

    /// <summary>Keeps these: when it returns they are on the disk.</summary>
    /// <exception cref="IOException">They cannot be kept, and none of them is there.</exception>
    public void Append(IReadOnlyList<InboxEntry> entries)
    {
        var lines = new List<byte>();
        foreach (var entry in entries)
        {
            entry.Offset = _length + lines.Count;
            lines.AddRange(entry.Line());
        }

        Append(lines.ToArray());
        foreach (var entry in entries)
        {
            entry.File = this;
            LastReceivedAt = entry.Notification.ReceivedAt;
        }

        Interlocked.Add(ref _holds, entries.Count);
    }

    /// <summary>Writes what became of one, for the next run.</summary>
    public void Mark(InboxEntry entry, bool isTaken)
    {
        try
        {
            WriteAt(entry.Offset, entry.Head(isTaken));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It is kept all the same, and comes once more than it need.
        }
    }

    /// <summary>One was taken.</summary>
    public void Take(InboxEntry entry)
    {
        Mark(entry, isTaken: true);
        Release();
    }

    /// <summary>Nobody needs it any more for one reason; with the last goes the file.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            Delete();
        }
    }

    /// <summary>Gives it up, with what waits in it.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _lock.Dispose();
    }

    private void Append(byte[] bytes)
    {
        try
        {
            WriteAt(_length, bytes);
            _stream.Flush(flushToDisk: true); // whoever marks an entry meanwhile does not wait for the disk
            _length += bytes.Length;
        }
        catch
        {
            Shorten();
            throw;
        }
    }

    private void WriteAt(long offset, byte[] bytes)
    {
        lock (_stream)
        {
            _stream.Seek(offset, SeekOrigin.Begin);
            _stream.Write(bytes, 0, bytes.Length);
        }
    }

    // Half a line must not stand before the next one.
    private void Shorten()
    {
        try
        {
            _stream.SetLength(_length);
        }
        catch (IOException)
        {
            _isEnded = true;
        }
    }

    private void Delete()
    {
        IsGone = true;
        try
        {
            _stream.Dispose();
            File.Delete(_path); // before the lock is given up: whoever gets that then finds nothing
            _lock.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose(); // somebody reads it: the next run finds that nothing waits there
        }
    }
}
