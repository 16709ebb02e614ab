namespace CentryPS.Notifications;

/// <summary>The files of an inbox that this process owns: those it began, and those it adopted.</summary>
/// <remarks>One thread at a time may adopt, rewrite and leave files; any thread may begin one.</remarks>
internal sealed class InboxFolder(string path, TimeProvider time, Action<string> warn) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<InboxFile> _files = [];
    private readonly HashSet<string> _reported = [];
    private readonly HashSet<string> _left = [];
    private bool _isDisposed;

    public string Path => path;

    /// <summary>Why an operation in a folder failed, as a part of a sentence.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        DirectoryNotFoundException or FileNotFoundException => Messages.FolderGone,
        UnauthorizedAccessException => Messages.FolderNoRights,
        _ => exception.Message,
    };

    public InboxFile Begin(DateTimeOffset? lastReceivedAt)
    {
        var file = InboxFile.Create(path, time.GetUtcNow(), lastReceivedAt);
        TryOwn(file);
        return file;
    }

    /// <summary>Moves what waits in an edited file to a new one; null if that is not possible now.</summary>
    public InboxFile? TryRewrite(InboxFile edited)
    {
        InboxFile? file = null;
        return Guard.TryRun(
            () =>
            {
                file = Begin(edited.LastReceivedAt);
                file.Append(edited.Left.Waiting);
            },
            _ => file?.Release())
            ? file
            : null;
    }

    /// <summary>Adopts the files that no process owns, oldest first: their names begin with the time.</summary>
    public IReadOnlyList<InboxFile> Adopt() => [.. Directory.EnumerateFiles(path, "*" + InboxFile.Extension)
        .Where(file => !_left.Contains(System.IO.Path.GetFileNameWithoutExtension(file)))
        .OrderBy(file => file, StringComparer.Ordinal)
        .Select(TryAdopt)
        .OfType<InboxFile>()
        .Where(TryOwn)];

    /// <summary>Leaves what waits in a file to other processes: this one does not adopt the file again.</summary>
    public void LeaveToOthers(InboxFile file, int count)
    {
        _left.Add(file.Name);
        file.LeaveToOthers(count);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _files.ForEach(file => file.Dispose());
        }
    }

    private InboxFile? TryAdopt(string file)
    {
        InboxFile? adopted = null;
        _ = Guard.TryRun(
            () => adopted = InboxFile.TryAdopt(file, time.GetUtcNow() + CatchUpPoint.ClockTolerance),
            exception =>
            {
                if (_reported.Add(file))
                {
                    warn(Messages.InboxFileUnusable.With(file, Reason(exception).TrimEnd('.')));
                }
            });
        return adopted;
    }

    private bool TryOwn(InboxFile file)
    {
        lock (_gate)
        {
            if (_isDisposed)
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
