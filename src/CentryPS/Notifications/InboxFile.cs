using System.Globalization;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>
/// A file of an inbox: a line of JSON for each notification, of which the beginning is written over as things happen to it.
/// It belongs to whoever has the lock beside it, so to one process at a time, and to nobody once that has ended.
/// </summary>
internal sealed class InboxFile : IDisposable
{
    /// <summary>How the names of these files end.</summary>
    public const string Extension = ".jsonl";

    private const int Version = 1;
    private const long Largest = 4 * 1024 * 1024;

    private readonly InboxLock _lock;
    private readonly DurableFile _file;
    private int _holds = 1; // whoever writes it, and each that is not taken; the file goes when nothing holds it

    private InboxFile(string path, InboxLock owned, FileMode mode)
    {
        (Name, _lock) = (Path.GetFileNameWithoutExtension(path), owned);
        _file = new DurableFile(path, mode);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether it is better to begin another.</summary>
    public bool IsFull => _file.IsEnded || _file.Length >= Largest;

    /// <summary>Whether all of it was taken, and it has gone.</summary>
    public bool IsGone { get; private set; }

    /// <summary>When the last notification came, in it or before it.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>What was read of it and not taken, in the order in which it came.</summary>
    public IReadOnlyList<InboxEntry> Waiting { get; private set; } = [];

    /// <summary>Whole lines that could not be read.</summary>
    public IReadOnlyList<byte[]> Damaged { get; private set; } = [];

    /// <summary>Takes over a file that belongs to nobody; null where another process has it.</summary>
    public static InboxFile? TryAdopt(string path)
    {
        InboxLock? owned = null;
        try
        {
            owned = new InboxLock(path);
            var file = new InboxFile(path, owned, FileMode.Open);
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
            file._file.Append(Encoding.UTF8.GetBytes($"{{\"inbox\":{Version},\"last_received_at\":{last}}}\n"));
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
            entry.Offset = _file.Length + lines.Count;
            lines.AddRange(entry.Line());
        }

        _file.Append(lines.ToArray());
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
            _file.Write(entry.Offset, entry.Head(isTaken));
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
        _file.Dispose();
        _lock.Dispose();
    }

    private void Read()
    {
        var content = _file.Read();
        LastReceivedAt = content.LastReceivedAt;
        Damaged = content.Damaged;
        Waiting = [.. content.Waiting.Select(line => new InboxEntry(line.Notification) { File = this, Offset = line.Offset })];
        _holds += Waiting.Count + (Damaged.Count > 0 ? 1 : 0);
    }

    private void Delete()
    {
        IsGone = true;
        try
        {
            _file.Delete(); // before the lock is given up: whoever gets that then finds nothing
            _lock.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose(); // somebody reads it: the next run finds that nothing waits there
        }
    }
}
