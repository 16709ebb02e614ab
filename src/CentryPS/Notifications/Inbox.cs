using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// A folder that keeps notifications until the pipeline has taken them. Those that come at once are one write and one wait
/// for the disk; equal ones that wait are one. Several processes may use a folder: each has files of its own, and takes over
/// those of a process that has ended.
/// </summary>
internal sealed partial class Inbox : INotificationQueue
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly Dictionary<string, InboxEntry> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<InboxEntry> _ready = new();
    private readonly List<InboxFile> _files = [];
    private readonly int _maximumAttempt;
    private readonly TimeProvider _time;
    private readonly Action _arrived;
    private readonly Action<string> _warn;
    private readonly DeadFolder _dead;
    private readonly ITimer _looking;
    private List<InboxEntry> _pending = [];
    private TaskCompletionSource<bool> _kept = NewKept();
    private Task _writing = Task.CompletedTask;
    private InboxFile _file;
    private bool _isWriting;
    private bool _isFailing;
    private bool _isOver;

    /// <summary>Opens an inbox, which is made where it does not exist, and takes over what belongs to nobody.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="maximumAttempt">How often one is given to the pipeline before it is dead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="arrived">Told, on any thread, when one has come.</param>
    /// <param name="warn">Told, on any thread, of what a person should know.</param>
    /// <exception cref="CentryException">The folder cannot be used.</exception>
    public Inbox(string folder, int maximumAttempt, TimeProvider time, Action arrived, Action<string> warn)
    {
        (Folder, _maximumAttempt, _time, _arrived, _warn) = (folder, maximumAttempt, time, arrived, warn);
        _dead = new DeadFolder(Path.Combine(folder, "dead"), warn);
        try
        {
            Directory.CreateDirectory(folder);
            var left = FindLeft();
            LastReceivedAt = left.Select(file => file.LastReceivedAt).Max();
            _file = BeginAfter(left); // before the last file that knows when something came may go
            left.ForEach(Adopt);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(folder, exception.Message));
        }

        _looking = time.CreateTimer(_ => Look(), state: null, LookAgain, LookAgain);
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>When the last notification came before this run; null where none ever did.</summary>
    public DateTimeOffset? LastReceivedAt { get; }

    /// <summary>Keeps a notification; true once it is on the disk.</summary>
    public async Task<bool> AcceptAsync(CentryNotification notification, CancellationToken deadline)
    {
        try
        {
            var kept = Add(notification);
            await ((Task)kept).WaitAsync(deadline).ConfigureAwait(false);
            return await kept.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false; // it may be kept all the same, and Centry brings it again
        }
    }

    public IHandover? Next()
    {
        InboxEntry next;
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            next = _ready.Dequeue();
            _waiting.Remove(next.Key); // a repeat from now on tells of something newer
        }

        next.Give();
        return next;
    }

    /// <summary>Gives up the folder, with what waits in it.</summary>
    public void Dispose()
    {
        _looking.Dispose();
        Task writing;
        lock (_gate)
        {
            _isOver = true;
            writing = _writing;
        }

        writing.Wait();
        lock (_gate)
        {
            _files.ForEach(file => file.Dispose());
        }
    }

    private static TaskCompletionSource<bool> NewKept() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<bool> Add(CentryNotification notification)
    {
        notification.Attempt = 0;
        lock (_gate)
        {
            var entry = new InboxEntry(notification) { Kept = _kept.Task };
            if (_waiting.TryGetValue(entry.Key, out var same))
            {
                same.Repeat(1);
                return same.Kept;
            }

            _waiting.Add(entry.Key, entry);
            _pending.Add(entry);
            if (!_isWriting)
            {
                _isWriting = true;
                _writing = Task.Run(WriteAll);
            }

            return entry.Kept;
        }
    }

    private InboxFile Begin(DateTimeOffset? lastReceivedAt)
    {
        var file = InboxFile.Create(Folder, _time.GetUtcNow(), lastReceivedAt);
        lock (_gate)
        {
            _files.RemoveAll(other => other.IsGone);
            _files.Add(file);
        }

        return file;
    }
}
