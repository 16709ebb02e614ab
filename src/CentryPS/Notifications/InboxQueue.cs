namespace CentryPS.Notifications;

/// <summary>
/// The unprocessed notifications of an inbox. Equal ones that wait are merged. New ones are stored first; those that
/// arrive during a write share the next one. Safe from any thread.
/// </summary>
internal sealed class InboxQueue(InboxFolder folder, long maximumSize, Action arrived, Action<string> warn)
{
    private readonly object _gate = new();
    private readonly Dictionary<Guid, InboxEntry> _waiting = [];
    private readonly Queue<InboxEntry> _ready = new();
    private readonly List<(DateTimeOffset Due, InboxEntry Entry)> _delayed = [];
    private List<InboxEntry> _unwritten = [];
    private TaskCompletionSource<bool> _written = new();
    private Task _lastWrite = Task.CompletedTask;
    private long _size;
    private bool _isFullReported; // and not reported again before a tenth of the room became free

    /// <summary>Stores a notification, if there is room and no equal one waits.</summary>
    /// <returns>Whether it, or the equal one, is on the disk.</returns>
    public Task<bool> AddAsync(InboxEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal))
            {
                equal.AddDeliveries(1);
                return equal.Stored;
            }

            if (_size + entry.LineLength > maximumSize)
            {
                ReportFull();
                return Task.FromResult(false);
            }

            _size += entry.LineLength;
            _waiting.Add(entry.Key, entry);
            return entry.Stored = WriteAsync(entry);
        }
    }

    /// <summary>Adds notifications of an adopted file, which are due.</summary>
    public void Add(IReadOnlyList<InboxEntry> adopted)
    {
        lock (_gate)
        {
            _size += adopted.Sum(entry => (long)entry.LineLength);
            _delayed.AddRange(adopted.Select(entry => (DateTimeOffset.MinValue, entry)));
        }
    }

    /// <summary>Keeps an unprocessed notification until it is due.</summary>
    public void Delay(InboxEntry entry, DateTimeOffset due)
    {
        lock (_gate)
        {
            _delayed.Add((due, entry));
        }
    }

    /// <summary>Removes the delayed notifications that are due.</summary>
    public IReadOnlyList<InboxEntry> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = _delayed.Where(delayed => delayed.Due <= now).Select(delayed => delayed.Entry).ToList();
            _delayed.RemoveAll(delayed => delayed.Due <= now);
            return due;
        }
    }

    /// <summary>Readies a notification that is on the disk.</summary>
    public void Ready(InboxEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal) && equal != entry && equal.File is not null)
            {
                equal.AddDeliveries(entry.Deliveries);
                Complete(entry);
                return;
            }

            // An equal one that is not on the disk yet is merged with this one once it is.
            _waiting[entry.Key] = entry;
            _ready.Enqueue(entry);
        }
    }

    /// <summary>Removes the oldest notification that is ready; null if there is none.</summary>
    public InboxEntry? Next()
    {
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            var next = _ready.Dequeue();
            _waiting.Remove(next.Key); // an equal one that arrives from now on is about a newer event
            return next;
        }
    }

    /// <summary>Marks a notification as processed, or as stored elsewhere.</summary>
    public void Complete(InboxEntry entry)
    {
        lock (_gate)
        {
            Free(entry);
        }

        entry.Complete();
    }

    /// <summary>Waits until all notifications are stored.</summary>
    public void Wait()
    {
        Task last;
        lock (_gate)
        {
            last = _lastWrite;
        }

        last.Wait();
    }

    private Task<bool> WriteAsync(InboxEntry entry)
    {
        _unwritten.Add(entry);
        if (_unwritten.Count == 1)
        {
            _written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _lastWrite = _lastWrite.ContinueWith(_ => Write(), TaskScheduler.Default);
        }

        return _written.Task;
    }

    private void Write()
    {
        List<InboxEntry> batch;
        TaskCompletionSource<bool> written;
        lock (_gate)
        {
            (batch, written) = (_unwritten, _written);
            _unwritten = [];
        }

        var isStored = false;
        try
        {
            isStored = folder.TryAppend(batch);
        }
        finally
        {
            lock (_gate)
            {
                batch.ForEach(isStored ? Ready : Drop);
                written.SetResult(isStored); // before the pipeline has one: it may end and cancel the senders
            }

            _ = Guard.TryRun(arrived, folder.Fail);
        }
    }

    private void Drop(InboxEntry entry)
    {
        Free(entry);
        if (_waiting.TryGetValue(entry.Key, out var equal) && equal == entry)
        {
            _waiting.Remove(entry.Key);
        }
    }

    private void Free(InboxEntry entry)
    {
        _size -= entry.LineLength;
        _isFullReported &= _size > maximumSize - (maximumSize / 10);
    }

    private void ReportFull()
    {
        if (!_isFullReported)
        {
            _isFullReported = true;
            warn(Messages.InboxFull.With(folder.Path, maximumSize));
        }
    }
}
