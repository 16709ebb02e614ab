namespace CentryPS.Notifications;

/// <summary>
/// Stores notifications. Those that arrive during a write share the next one. Reports the outcome after each write.
/// </summary>
internal sealed class InboxWriter(
    InboxFolder folder,
    Action<string> warn,
    Action<IReadOnlyList<InboxEntry>, bool> stored)
{
    private readonly object _batchGate = new();
    private readonly object _fileGate = new();
    private List<InboxEntry> _batch = [];
    private Task<bool> _batchStored = Task.FromResult(true);
    private Task _lastWrite = Task.CompletedTask;
    private InboxFile? _file;
    private bool _isFailing;

    /// <summary>Begins a file, or else uses the adopted file with the last date.</summary>
    /// <exception cref="IOException">The file cannot be written, and none was adopted.</exception>
    public void Begin(DateTimeOffset? lastReceivedAt, IReadOnlyList<InboxFile> adopted)
    {
        try
        {
            _file = folder.Begin(lastReceivedAt);
        }
        catch (Exception exception)
            when (adopted.Count > 0 && exception is (IOException or UnauthorizedAccessException))
        {
            // What waits is delivered even on a full disk. Since an adopted file is full, the next write tries again.
            Fail(exception);
            _file = adopted.OrderBy(file => file.LastReceivedAt).Last();
        }
    }

    /// <summary>Stores the date of a file that is about to be deleted; false if the file must be kept for it.</summary>
    public bool TryRemember(InboxFile file)
    {
        lock (_fileGate)
        {
            return file != _file && _file!.TryRemember(file);
        }
    }

    /// <summary>Stores a notification. The result is whether it is on the disk.</summary>
    public Task<bool> AddAsync(InboxEntry entry)
    {
        lock (_batchGate)
        {
            _batch.Add(entry);
            if (_batch.Count == 1)
            {
                var batch = _batch;
                var outcome = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                _batchStored = outcome.Task;
                _lastWrite = _lastWrite.ContinueWith(_ => Write(batch, outcome), TaskScheduler.Default);
            }

            return _batchStored;
        }
    }

    public void Wait()
    {
        Task last;
        lock (_batchGate)
        {
            last = _lastWrite;
        }

        last.Wait();
    }

    private void Write(List<InboxEntry> batch, TaskCompletionSource<bool> outcome)
    {
        lock (_batchGate)
        {
            _batch = [];
        }

        var isStored = false;
        try
        {
            isStored = Guard.TryRun(() => Append(batch), Fail);
        }
        finally
        {
            // First the senders: once the pipeline has a notification, it may end and cancel them.
            outcome.SetResult(isStored);
            _ = Guard.TryRun(() => stored(batch, isStored), Fail);
        }
    }

    private void Append(List<InboxEntry> batch)
    {
        if (_file!.IsFull)
        {
            ReplaceFile(_file);
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

    private void ReplaceFile(InboxFile full)
    {
        try
        {
            lock (_fileGate)
            {
                _file = folder.Begin(full.LastReceivedAt);
            }

            full.Release();
        }
        catch (IOException) when (full.TryRestart())
        {
            // The disk is full, but the old file has room.
        }
    }

    private void Fail(Exception exception)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            warn(Messages.InboxFailed.With(folder.Path, InboxFolder.Reason(exception).TrimEnd('.')));
        }
    }
}
