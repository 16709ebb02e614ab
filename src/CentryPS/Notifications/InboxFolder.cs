namespace CentryPS.Notifications;

/// <summary>The files of an inbox that this process has: those that it began, and those of processes that have ended.</summary>
/// <param name="path">The folder.</param>
/// <param name="time">The clock.</param>
internal sealed class InboxFolder(string path, TimeProvider time) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<InboxFile> _files = [];
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

    /// <summary>Takes over what belongs to nobody, the oldest first: that is what names begin with.</summary>
    public IReadOnlyList<InboxFile> TakeOver() => [.. Directory.EnumerateFiles(path, "*" + InboxFile.Extension)
        .OrderBy(file => file, StringComparer.Ordinal)
        .Select(InboxFile.TryAdopt)
        .OfType<InboxFile>()
        .Where(Have)];

    /// <summary>Gives up the files, with what waits in them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _files.ForEach(file => file.Dispose());
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
