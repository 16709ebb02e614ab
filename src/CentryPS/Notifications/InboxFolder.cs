using System.Globalization;

namespace CentryPS.Notifications;

/// <summary>
/// The files of an inbox that this process owns: the adopted files, and the current file, which stores new
/// notifications.
/// </summary>
/// <remarks>Only one thread at a time can adopt files. Any thread can use other members.</remarks>
internal sealed class InboxFolder(InboxOptions options, TimeProvider time, Action<string> warn) : IDisposable
{
    private const string Extension = ".jsonl";

    private readonly List<InboxFile> _files = [];
    private readonly HashSet<string> _reported = [];
    private readonly HashSet<string> _left = []; // for other processes, not to be adopted again
    private InboxFile? _current;
    private bool _isFailing;

    public bool IsDisposed { get; private set; }

    /// <summary>Returns the reason for a failed file operation, as part of a sentence.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        DirectoryNotFoundException or FileNotFoundException => Messages.FolderGone,
        UnauthorizedAccessException => Messages.FolderNoRights,
        _ => exception.Message,
    };

    /// <summary>Adopts the files that no process owns, oldest first: their names begin with the time.</summary>
    public IReadOnlyList<InboxContent> Adopt() => [.. Directory
        .EnumerateFiles(options.Folder, "*" + Extension)
        .Where(path => !_left.Contains(path))
        .OrderBy(path => path, StringComparer.Ordinal)
        .Select(TryAdopt)
        .OfType<InboxContent>()];

    /// <summary>Stores notifications. Returns false, after a warning, if that fails.</summary>
    public bool TryAppend(IReadOnlyList<InboxEntry> entries) => Guard.TryRun(() => Append(entries), Fail);

    /// <summary>Lets adopted files be deleted once nothing waits in them. The current file stores their date.</summary>
    /// <exception cref="IOException">The date cannot be stored.</exception>
    public void Retire(IReadOnlyList<InboxContent> adopted)
    {
        lock (_files)
        {
            var last = adopted.Select(content => content.LastReceivedAt).Append(_current?.LastReceivedAt).Max();
            try
            {
                if (_current is null || last != _current.LastReceivedAt)
                {
                    Replace(last);
                }
            }
            catch (Exception exception) when (_current is null && adopted.Count > 0
                && exception is (IOException or UnauthorizedAccessException))
            {
                // Notifications are delivered even if the disk is full. IsFull is true for an adopted file, so the next
                // write tries again.
                Fail(exception);
                _current = adopted.OrderBy(content => content.LastReceivedAt).Last().File;
            }

            foreach (var content in adopted.Where(content => content.File != _current))
            {
                content.File!.Release();
            }
        }
    }

    public void Fail(Exception exception)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            Guard.TryRun(() => warn(Messages.InboxFailed.With(options.Folder, Reason(exception).TrimEnd('.'))));
        }
    }

    public void Dispose()
    {
        lock (_files)
        {
            IsDisposed = true;
            _files.ForEach(file => file.Dispose());
        }
    }

    private InboxContent? TryAdopt(string path)
    {
        InboxContent? content = null;
        var latest = time.GetUtcNow() + CatchUpPoint.ClockTolerance;
        Guard.TryRun(
            () => content = InboxFile.TryOpen(path, () => InboxContent.Read(path, latest, options.IsWanted)),
            exception =>
            {
                if (_reported.Add(path))
                {
                    warn(Messages.InboxFileUnusable.With(path, Reason(exception).TrimEnd('.')));
                }
            });
        if (content is not null && Own(content.File!).IsForOthers)
        {
            _left.Add(path);
        }

        return content;
    }

    private InboxFile Create(DateTimeOffset? lastReceivedAt)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var name = $"{now}-{Guid.NewGuid().ToString("N").Substring(0, 8)}{Extension}";
        return Own(InboxFile.Create(Path.Combine(options.Folder, name), lastReceivedAt));
    }

    private InboxFile Own(InboxFile file)
    {
        lock (_files)
        {
            _files.RemoveAll(other => !other.IsOpen);
            _files.Add(file);
            return file;
        }
    }

    private void Append(IReadOnlyList<InboxEntry> entries)
    {
        lock (_files)
        {
            if (_current!.IsFull)
            {
                Replace(_current.LastReceivedAt);
            }

            try
            {
                _current.Append(entries);
            }
            catch (IOException) when (_current.TryRestart(_current.LastReceivedAt))
            {
                _current.Append(entries);
            }

            _isFailing = false;
        }
    }

    private void Replace(DateTimeOffset? lastReceivedAt)
    {
        var previous = _current;
        try
        {
            _current = Create(lastReceivedAt);
            previous?.Release();
        }
        catch (IOException) when (previous?.TryRestart(lastReceivedAt) == true)
        {
            // The disk is full, but the old file has room.
        }
    }
}
