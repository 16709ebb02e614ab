namespace CentryPS.Notifications;

/// <summary>The waiting notifications of an inbox. Equal ones are merged. Safe from any thread.</summary>
/// <param name="maximumSize">How much may wait, in bytes.</param>
/// <param name="full">Called when there is no room, and not again before a tenth of it became free.</param>
internal sealed class InboxQueue(long maximumSize, Action full)
{
    private readonly object _gate = new();
    private readonly Dictionary<Guid, InboxEntry> _waiting = [];
    private readonly Queue<InboxEntry> _ready = new();
    private readonly List<(DateTimeOffset Due, InboxEntry Entry)> _delayed = [];
    private long _size;
    private bool _isFullReported;

    /// <summary>Adds a notification that is not on the disk yet, if there is room and no equal one waits.</summary>
    /// <returns>Whether it, or the equal one, is on the disk.</returns>
    public Task<bool> AddAsync(InboxEntry entry, Func<InboxEntry, Task<bool>> store)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal))
            {
                equal.AddDeliveries(1);
                return equal.Stored;
            }

            if (_size + entry.Size > maximumSize)
            {
                ReportFull();
                return Task.FromResult(false);
            }

            _size += entry.Size;
            _waiting.Add(entry.Key, entry);
            return entry.Stored = store(entry);
        }
    }

    /// <summary>Readies notifications that were added and are on the disk now, or drops them if they are not.</summary>
    public void OnStored(IReadOnlyList<InboxEntry> entries, bool isStored)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                Free(entry);
                if (isStored)
                {
                    Enqueue(entry);
                }
                else if (_waiting.TryGetValue(entry.Key, out var equal) && equal == entry)
                {
                    _waiting.Remove(entry.Key);
                }
            }
        }
    }

    /// <summary>Adds a notification that is on the disk.</summary>
    public void Add(InboxEntry entry)
    {
        lock (_gate)
        {
            Enqueue(entry);
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
            Free(next);
            _waiting.Remove(next.Key); // an equal one that arrives from now on is about a newer event
            return next;
        }
    }

    /// <summary>Keeps an unprocessed notification until it is due.</summary>
    public void Delay(InboxEntry entry, DateTimeOffset due)
    {
        lock (_gate)
        {
            _size += entry.Size;
            _delayed.Add((due, entry));
        }
    }

    /// <summary>Removes the delayed notifications that are due.</summary>
    public IReadOnlyList<InboxEntry> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = _delayed.Where(delayed => delayed.Due <= now).Select(delayed => delayed.Entry).ToList();
            due.ForEach(Free);
            _delayed.RemoveAll(delayed => delayed.Due <= now);
            return due;
        }
    }

    private void Enqueue(InboxEntry entry)
    {
        if (_waiting.TryGetValue(entry.Key, out var equal) && equal != entry && equal.File is not null)
        {
            equal.AddDeliveries(entry.Deliveries);
            entry.Complete();
            return;
        }

        // An equal one that is not on the disk yet is merged with this one once it is.
        _size += entry.Size;
        _waiting[entry.Key] = entry;
        _ready.Enqueue(entry);
    }

    private void Free(InboxEntry entry)
    {
        _size -= entry.Size;
        _isFullReported &= _size > maximumSize - (maximumSize / 10);
    }

    private void ReportFull()
    {
        if (!_isFullReported)
        {
            _isFullReported = true;
            full();
        }
    }
}
