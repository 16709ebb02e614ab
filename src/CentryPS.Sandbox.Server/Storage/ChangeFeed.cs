using System.Collections.Concurrent;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>Tells listeners of changes, each once and in the order in which they were made, while no store is locked.</summary>
internal sealed class ChangeFeed
{
    private readonly ConcurrentQueue<ObjectChange> _untold = new();
    private readonly Lock _telling = new();

    /// <summary>Raised for each change.</summary>
    public event Action<ObjectChange>? Changed;

    /// <summary>Takes note of a change; called under the lock of its store, which gives the order.</summary>
    public void Add(ObjectChange change) => _untold.Enqueue(change);

    /// <summary>Returns when all listeners know of every change that was added before.</summary>
    public void Tell()
    {
        // What a listener changes itself waits until all listeners know of what it was told.
        if (_telling.IsHeldByCurrentThread)
        {
            return;
        }

        lock (_telling)
        {
            while (_untold.TryDequeue(out var change))
            {
                Changed?.Invoke(change);
            }
        }
    }
}
