using System.Collections.Concurrent;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>A queue that raises one event for each change, in order, while no store is locked.</summary>
internal sealed class ChangeFeed
{
    private readonly ConcurrentQueue<ObjectChange> _pending = new();
    private readonly Lock _raising = new();

    /// <summary>Raised for each change.</summary>
    public event Action<ObjectChange>? Changed;

    /// <summary>Adds a change. Called under the lock of its store, which determines the order.</summary>
    public void Add(ObjectChange change) => _pending.Enqueue(change);

    /// <summary>Raises the event for all pending changes; returns when all listeners have received them.</summary>
    public void Raise()
    {
        // A change by a listener waits until all listeners have received the current one.
        if (_raising.IsHeldByCurrentThread)
        {
            return;
        }

        lock (_raising)
        {
            while (_pending.TryDequeue(out var change))
            {
                Changed?.Invoke(change);
            }
        }
    }
}
