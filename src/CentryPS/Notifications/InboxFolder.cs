namespace CentryPS.Notifications;

/// <summary>The files of an inbox that this process has: those that it began, and those of processes that have ended.</summary>
/// <param name="path">The folder.</param>
/// <param name="time">The clock.</param>
/// <param name="warn">Receives warnings of files that cannot be opened.</param>
internal sealed class InboxFolder(string path, TimeProvider time, Action<string> warn) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<InboxFile> _files = [];
    private readonly HashSet<string> _reported = [];
    private readonly HashSet<string> _left = [];
    private bool _isOver;

    /// <summary>Its path.</summary>
    public string Path => path;

    /// <summary>Why something failed there, as a part of a sentence.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        DirectoryNotFoundException or FileNotFoundException => Messages.FolderGone,
        UnauthorizedAccessException => Messages.FolderNoRights,
        _ => exception.Message,
    };

    /// <summary>Begins a file.</summary>
    /// <param name="lastReceivedAt">When the last notification came.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public InboxFile Begin(DateTimeOffset? lastReceivedAt)
    {
        var file = InboxFile.Create(path, time.GetUtcNow(), lastReceivedAt);
        Have(file);
        return file;
    }

    /// <summary>Writes a file anew that a person has edited; null if that is not possible now.</summary>
    public InboxFile? TryRewrite(InboxFile edited)
    {
        InboxFile? file = null;
        return Guard.TryRun(
            () =>
            {
                file = Begin(edited.LastReceivedAt);
                file.Replace(edited);
            },
            _ => file?.Release())
            ? file
            : null;
    }

    /// <summary>Takes over what belongs to nobody, the oldest first: names begin with the time.</summary>
    public IReadOnlyList<InboxFile> TakeOver() => [.. Directory.EnumerateFiles(path, "*" + InboxFile.Extension)
        .OrderBy(file => file, StringComparer.Ordinal)
        .Select(TryAdopt)
        .OfType<InboxFile>()
        .Where(Have)];

    /// <summary>What is left in a file is for other processes: this one does not take it over again.</summary>
    public void Leave(InboxFile file)
    {
        lock (_gate)
        {
            _left.Add(file.Name);
        }
    }

    /// <summary>Gives up the files, with what waits in them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _files.ForEach(file => file.Dispose());
        }
    }

    private InboxFile? TryAdopt(string file)
    {
        lock (_gate)
        {
            if (_left.Contains(System.IO.Path.GetFileNameWithoutExtension(file)))
            {
                return null;
            }
        }

        InboxFile? adopted = null;
        _ = Guard.TryRun(() => adopted = InboxFile.TryAdopt(file, time.GetUtcNow() + CatchUpPoint.Margin), exception => Report(file, exception));
        return adopted;
    }

    private void Report(string file, Exception exception)
    {
        bool isNew;
        lock (_gate)
        {
            isNew = _reported.Add(file);
        }

        if (isNew)
        {
            warn(Messages.InboxFileUnusable.With(file, Reason(exception).TrimEnd('.')));
        }
    }

    private bool Have(InboxFile file)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                file.Dispose();
                return false;
            }

            _files.RemoveAll(other => other.IsGone);
            _files.Add(file);
            return true;
        }
    }
}
