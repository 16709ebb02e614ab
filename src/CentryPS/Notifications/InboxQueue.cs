namespace CentryPS.Notifications;

/// <summary>What waits in an inbox for the pipeline: equal ones are one. Safe from any thread.</summary>
/// <param name="room">The room for it.</param>
internal sealed class InboxQueue(InboxRoom room)
{
    private readonly object _gate = new();
    private readonly Dictionary<Guid, InboxEntry> _waiting = [];
    private readonly Queue<InboxEntry> _ready = new();
    private readonly List<(DateTimeOffset Due, InboxEntry Entry)> _refused = [];

    /// <summary>Adds one that is not on the disk yet, unless an equal one waits, or there is no room.</summary>
    /// <param name="entry">What came.</param>
    /// <param name="keep">Brings it to the disk.</param>
    /// <returns>Whether it, or its equal, is on the disk.</returns>
    public Task<bool> AddAsync(InboxEntry entry, Func<InboxEntry, Task<bool>> keep)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(entry.Key, out var same))
            {
                same.Repeat(1);
                return same.Kept;
            }

            if (!room.TryTake(entry))
            {
                return Task.FromResult(false);
            }

            _waiting.Add(entry.Key, entry);
            return entry.Kept = keep(entry);
        }
    }

    /// <summary>What was added is on the disk, or cannot be.</summary>
    public void Written(IReadOnlyList<InboxEntry> entries, bool isKept)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                room.Free(entry);
                if (isKept)
                {
                    Enqueue(entry);
                }
                else if (_waiting.TryGetValue(entry.Key, out var same) && same == entry)
                {
                    _waiting.Remove(entry.Key);
                }
            }
        }
    }

    /// <summary>Adds one that is on the disk.</summary>
    public void Add(InboxEntry entry)
    {
        lock (_gate)
        {
            Enqueue(entry);
        }
    }

    /// <summary>Takes the one that waits longest; null where none does.</summary>
    public InboxEntry? Next()
    {
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            var next = _ready.Dequeue();
            room.Free(next);
            _waiting.Remove(next.Key); // a repeat from now on tells of something newer
            return next;
        }
    }

    /// <summary>Lays one aside that was not processed, until it is due.</summary>
    public void Refuse(InboxEntry entry, DateTimeOffset due)
    {
        lock (_gate)
        {
            room.Take(entry);
            _refused.Add((due, entry));
        }
    }

    /// <summary>Takes those that were laid aside and are due.</summary>
    public IReadOnlyList<InboxEntry> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            var due = _refused.Where(refused => refused.Due <= now).Select(refused => refused.Entry).ToList();
            due.ForEach(room.Free);
            _refused.RemoveAll(refused => refused.Due <= now);
            return due;
        }
    }

    // What is on the disk waits, unless an equal one does that is on the disk too.
    private void Enqueue(InboxEntry entry)
    {
        if (_waiting.TryGetValue(entry.Key, out var same) && same != entry && same.File is not null)
        {
            same.Repeat(entry.Deliveries);
            entry.Taken();
        }
        else
        {
            room.Take(entry);
            _waiting[entry.Key] = entry;
            _ready.Enqueue(entry);
        }
    }
}
