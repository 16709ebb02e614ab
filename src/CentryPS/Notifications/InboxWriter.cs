namespace CentryPS.Notifications;

/// <summary>Brings notifications to the disk: those that come while one write is under way go with the next.</summary>
/// <param name="folder">The folder.</param>
/// <param name="warn">Receives a warning when it begins to fail.</param>
/// <param name="written">Called after each write, before those who wait for it: its notifications, and whether they are on the disk.</param>
internal sealed class InboxWriter(InboxFolder folder, Action<string> warn, Action<IReadOnlyList<InboxEntry>, bool> written)
{
    private readonly object _gate = new();
    private readonly object _changing = new();
    private List<InboxEntry> _pending = [];
    private TaskCompletionSource<bool> _kept = NewKept();
    private Task _writing = Task.CompletedTask;
    private InboxFile? _file;
    private bool _isWriting;
    private bool _isFailing;

    /// <summary>Begins a file.</summary>
    /// <param name="lastReceivedAt">When the last notification came.</param>
    /// <param name="left">Files of others: if none can be begun, the last of them keeps the date.</param>
    /// <exception cref="IOException">It cannot be written, and nothing waits.</exception>
    public void Begin(DateTimeOffset? lastReceivedAt, IReadOnlyList<InboxFile> left)
    {
        try
        {
            _file = folder.Begin(lastReceivedAt);
        }
        catch (Exception exception) when (left.Count > 0 && exception is (IOException or UnauthorizedAccessException))
        {
            // A full disk must not keep in what waits: the next that comes tries again, since this file takes nothing more.
            Fail(exception);
            _file = left.OrderBy(file => file.LastReceivedAt).Last();
        }
    }

    /// <summary>Keeps the date of a file that is to go; false if the file must stay for it.</summary>
    public bool TryRemember(InboxFile file)
    {
        lock (_changing)
        {
            return file != _file && _file!.TryRemember(file);
        }
    }

    /// <summary>Keeps one; true once it is on the disk, false where that cannot be.</summary>
    public Task<bool> AddAsync(InboxEntry entry)
    {
        lock (_gate)
        {
            _pending.Add(entry);
            if (!_isWriting)
            {
                _isWriting = true;
                _writing = Task.Run(WriteAll);
            }

            return _kept.Task;
        }
    }

    /// <summary>Waits for what is being written.</summary>
    public void Wait()
    {
        Task writing;
        lock (_gate)
        {
            writing = _writing;
        }

        writing.Wait();
    }

    private static TaskCompletionSource<bool> NewKept() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void WriteAll()
    {
        while (true)
        {
            List<InboxEntry> batch;
            TaskCompletionSource<bool> kept;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (batch, kept) = (_pending, _kept);
                (_pending, _kept) = ([], NewKept());
            }

            // First the answer: once the pipeline has it, the pipeline may end and cancel who waits for the answer.
            var isKept = Guard.TryRun(() => Append(batch), Fail);
            kept.SetResult(isKept);
            _ = Guard.TryRun(() => written(batch, isKept), Fail);
        }
    }

    private void Append(List<InboxEntry> batch)
    {
        if (_file!.IsFull)
        {
            Change();
        }

        try
        {
            _file.Append(batch);
        }
        catch (IOException) when (_file.TryRestart())
        {
            _file.Append(batch);
        }

        _isFailing = false;
    }

    private void Change()
    {
        var full = _file!;
        try
        {
            lock (_changing)
            {
                _file = folder.Begin(full.LastReceivedAt);
            }

            full.Release();
        }
        catch (IOException) when (full.TryRestart())
        {
            // The disk is full, and the room of the old file is enough.
        }
    }

    private void Fail(Exception exception)
    {
        if (!_isFailing)
        {
            warn(Messages.InboxFailed.With(folder.Path, InboxFolder.Reason(exception).TrimEnd('.')));
        }

        _isFailing = true;
    }
}
