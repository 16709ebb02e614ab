namespace CentryPS.Notifications;

/// <summary>The unprocessed notifications of an inbox. Merges equal ones that wait. Thread-safe.</summary>
internal sealed class InboxQueue(long maximumSize, Action full)
{
    private readonly object _gate = new();
    private readonly Dictionary<Guid, InboxEntry> _waiting = [];
    private readonly Queue<InboxEntry> _ready = new();
    private readonly List<(DateTimeOffset Due, InboxEntry Entry)> _delayed = [];
    private List<InboxEntry> _unwritten = [];
    private long _size;
    private bool _isFullReported; // until a tenth of the room is free again

    /// <summary>Adds an entry to write. Returns it, or an equal one that waits; null if there is no room.</summary>
    public InboxEntry? Add(InboxEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal))
            {
                equal.AddDeliveries(1);
                return equal;
            }

            if (_size + entry.LineLength <= maximumSize)
            {
                _size += entry.LineLength;
                _waiting.Add(entry.Key, entry);
                _unwritten.Add(entry);
                return entry;
            }

            if (!_isFullReported)
            {
                _isFullReported = true;
                full();
            }

            return null;
        }
    }

    public void Add(IReadOnlyList<InboxEntry> adopted)
    {
        lock (_gate)
        {
            foreach (var entry in adopted)
            {
                _size += entry.LineLength;
                Ready(entry);
            }
        }
    }

    public List<InboxEntry> TakeUnwritten()
    {
        lock (_gate)
        {
            var unwritten = _unwritten;
            _unwritten = [];
            return unwritten;
        }
    }

    public void Delay(InboxEntry entry, DateTimeOffset due)
    {
        lock (_gate)
        {
            _delayed.Add((due, entry));
        }
    }

    public void ReadyDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = _delayed.FindAll(delayed => delayed.Due <= now);
            _delayed.RemoveAll(delayed => delayed.Due <= now);
            due.ForEach(delayed => Ready(delayed.Entry));
        }
    }

    /// <summary>Makes a notification on the disk available to <see cref="Next"/>.</summary>
    public void Ready(InboxEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal) && equal != entry && equal.File is not null)
            {
                equal.AddDeliveries(entry.Deliveries);
                Remove(entry);
                entry.Complete();
                return;
            }

            // An equal one that is not on the disk yet is merged with this one once it is.
            _waiting[entry.Key] = entry;
            _ready.Enqueue(entry);
        }
    }

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

    /// <summary>Removes a notification that was processed, or could not be written.</summary>
    public void Remove(InboxEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var equal) && equal == entry)
            {
                _waiting.Remove(entry.Key);
            }

            _size -= entry.LineLength;
            _isFullReported &= _size > maximumSize - (maximumSize / 10);
        }
    }
}
