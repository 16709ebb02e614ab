using System.Globalization;

namespace CentryPS.Notifications;

/// <summary>
/// A file of an inbox: a line of JSON for each notification, of which the beginning is written over as things happen to it.
/// It belongs to the process that has the lock beside it, and to nobody once that has ended.
/// </summary>
internal sealed class InboxFile : IDisposable
{
    /// <summary>How the names of these files end.</summary>
    public const string Extension = ".jsonl";

    private const long Largest = 4 * 1024 * 1024;

    private readonly InboxLock _lock;
    private readonly DurableFile _file;
    private readonly InboxHeader _header;
    private int _holds = 1; // its owner, and each notification that waits in it; the file goes when nothing holds it
    private bool _isForOthers;

    private InboxFile(string path, InboxLock owned, FileMode mode)
    {
        (Name, _lock) = (Path.GetFileNameWithoutExtension(path), owned);
        _file = new DurableFile(path, mode);
        _header = new InboxHeader(_file, isOurs: mode == FileMode.CreateNew);
    }

    public string Name { get; }

    /// <summary>Whether it is better to begin another.</summary>
    public bool IsFull => _file.IsEnded || _file.Length >= Largest;

    /// <summary>Whether this process has given it up: deleted, or left to others.</summary>
    public bool IsGone { get; private set; }

    /// <summary>When the last notification came, in it or before it.</summary>
    public DateTimeOffset? LastReceivedAt => _header.LastReceivedAt;

    /// <summary>What was in it when it was taken over.</summary>
    public InboxContent Left { get; private set; } = InboxContent.Empty;

    /// <summary>Takes over a file that belongs to nobody; null if another process has it, or it no longer exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="latest">The latest date that can be right.</param>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static InboxFile? TryAdopt(string path, DateTimeOffset latest)
    {
        if (InboxLock.TryTake(path) is not { } owned)
        {
            return null;
        }

        InboxFile? file = null;
        try
        {
            file = new InboxFile(path, owned, FileMode.Open);
            file.Read(latest);
            return file;
        }
        catch (FileNotFoundException)
        {
            owned.Remove(); // all of it has been processed a moment ago
            return null;
        }
        catch
        {
            owned.Abandon();
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Begins a file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static InboxFile Create(string folder, DateTimeOffset now, DateTimeOffset? lastReceivedAt)
    {
        var name = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N").Substring(0, 8);
        var path = Path.Combine(folder, name + Extension);
        var owned = InboxLock.TryTake(path)!; // no other process knows the name
        InboxFile? file = null;
        try
        {
            file = new(path, owned, FileMode.CreateNew);
            file._header.See(lastReceivedAt);
            file._header.Append();
            return file;
        }
        catch
        {
            file?.Delete(); // a full disk: each try would leave a file behind
            owned.Remove();
            throw;
        }
    }

    /// <summary>Keeps these: when it returns they are on the disk.</summary>
    /// <exception cref="IOException">They cannot be kept, and none of them is there.</exception>
    public void Append(IReadOnlyList<InboxEntry> entries)
    {
        using var lines = new MemoryStream();
        var offsets = new List<long>();
        foreach (var line in entries.Select(entry => entry.Line()))
        {
            offsets.Add(_file.Length + lines.Length);
            lines.Write(line, 0, line.Length);
        }

        _file.Append(lines.ToArray());
        Interlocked.Add(ref _holds, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            (entries[i].Offset, entries[i].File) = (offsets[i], this);
            _header.See(entries[i].ReceivedAt);
        }
    }

    /// <summary>Keeps the waiting notifications of another file in its place; fails as <see cref="Append"/> does.</summary>
    public void Replace(InboxFile other)
    {
        Append(other.Left.Waiting);
        (Left, other.Left) = (other.Left, InboxContent.Empty);
        Left.Waiting.ForEach(_ => other.Release());
    }

    /// <summary>Begins anew in the room that it has, if nothing waits in it: a full disk has no other.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool TryRestart()
    {
        if (Volatile.Read(ref _holds) > 1 || _isForOthers)
        {
            return false;
        }

        _header.Restart();
        return true;
    }

    /// <summary>Keeps the date of another file, which is to go; false if it cannot.</summary>
    public bool TryRemember(InboxFile other) => _header.TryRemember(other.LastReceivedAt);

    /// <summary>Writes the state of one, for the next run.</summary>
    public void Mark(InboxEntry entry, bool isTaken)
    {
        try
        {
            // In a file that was edited meanwhile, the line may be elsewhere.
            _file.TryOverwrite(entry.Offset, entry.Head(isTaken), entry.Line().Length - 1, there => entry.IsLine(there));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It is kept all the same, and comes once more than it need.
        }
    }

    /// <summary>Leaves some to other processes: they stay in the file, which is given up as soon as nothing else holds it.</summary>
    public void Leave(List<InboxEntry> entries)
    {
        _isForOthers = entries.Count > 0;
        entries.ForEach(_ => Release());
    }

    /// <summary>One hold less; with the last one the file goes.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            IsGone = true;
            (_isForOthers ? Dispose : (Action)Delete)();
        }
    }

    /// <summary>Gives it up, with what waits in it.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private void Read(DateTimeOffset latest)
    {
        Left = _file.Read(latest);
        _header.See(Left.LastReceivedAt);
        Left.Waiting.ForEach(entry => entry.File = this);
        _holds += Left.Waiting.Count + (Left.Damaged.Count > 0 ? 1 : 0);
    }

    private void Delete()
    {
        try
        {
            _file.Delete(); // before the lock is given up: the next owner finds nothing
            _lock.Remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose(); // somebody reads it: the next run finds that nothing waits there
        }
    }
}
