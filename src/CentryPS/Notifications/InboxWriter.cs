namespace CentryPS.Notifications;

/// <summary>Brings notifications to the disk: those that come while one write is under way go with the next.</summary>
/// <param name="folder">Where to.</param>
/// <param name="warn">Told once it fails.</param>
/// <param name="written">Told of each write, before those who wait for it: what was in it, and whether it is on the disk.</param>
internal sealed class InboxWriter(InboxFolder folder, Action<string> warn, Action<IReadOnlyList<InboxEntry>, bool> written)
{
    private readonly object _gate = new();
    private List<InboxEntry> _pending = [];
    private TaskCompletionSource<bool> _kept = NewKept();
    private Task _writing = Task.CompletedTask;
    private InboxFile? _file;
    private bool _isWriting;
    private bool _isFailing;

    /// <summary>Begins a file.</summary>
    /// <param name="left">What others left: where no other file can be begun, the last of them keeps the date.</param>
    /// <exception cref="IOException">It cannot be written, and nothing waits.</exception>
    public void Begin(IReadOnlyList<InboxFile> left)
    {
        var last = left.OrderBy(file => file.LastReceivedAt).LastOrDefault();
        try
        {
            _file = folder.Begin(last?.LastReceivedAt);
        }
        catch (Exception exception) when (last is not null && exception is (IOException or UnauthorizedAccessException))
        {
            // A full disk must not keep in what waits: the next that comes tries again, since this file takes nothing more.
            Fail(exception);
            _file = last;
        }
    }

    /// <summary>Whether a file must stay for its last date, which no other knows.</summary>
    public bool Needs(InboxFile file) => file == _file || (file.LastReceivedAt is { } last && !(last <= _file!.LastReceivedAt));

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
            var isKept = TryAppend(batch);
            kept.SetResult(isKept);
            written(batch, isKept);
        }
    }

    private bool TryAppend(List<InboxEntry> batch)
    {
        try
        {
            if (_file!.IsFull)
            {
                var full = _file;
                _file = folder.Begin(full.LastReceivedAt);
                full.Release();
            }

            _file.Append(batch);
            _isFailing = false;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
            return false;
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
