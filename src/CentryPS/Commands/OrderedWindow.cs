using System.Diagnostics.CodeAnalysis;

namespace CentryPS.Commands;

/// <summary>
/// Runs calls side by side, at most <paramref name="throttle"/> at once, and gives their results in the order in which they
/// were added. Results that wait for an earlier one are held, up to eight times the throttle, so that one slow answer does
/// not stall the rest. Calls with the same key run one after another, in order. Not thread-safe: the engine's thread owns it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A call that is still under way releases it; without a wait handle it holds nothing.")]
internal sealed class OrderedWindow<T>(int throttle, CancellationToken stopping)
{
    private const int BufferFactor = 8;

    private readonly Queue<WindowCall<T>> _calls = new();
    private readonly SemaphoreSlim _free = new(throttle);
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the next call must wait until the first is taken.</summary>
    public bool IsFull => _calls.Count >= throttle * BufferFactor;

    public void Add(object target, string key, Func<CancellationToken, Task<T>> call)
    {
        _lastOfKey.TryGetValue(key, out var earlier);
        var entry = new WindowCall<T>(target, key);
        entry.Task = RunAsync(entry, earlier, call);
        _lastOfKey[key] = entry.Task;
        _calls.Enqueue(entry);
    }

    /// <summary>The call whose result is next, complete or not.</summary>
    public bool TryPeek([NotNullWhen(true)] out WindowCall<T>? next)
    {
        next = _calls.Count > 0 ? _calls.Peek() : null;
        return next is not null;
    }

    /// <summary>Takes the call that <see cref="TryPeek"/> gives.</summary>
    public void Take()
    {
        var taken = _calls.Dequeue();
        if (_lastOfKey.TryGetValue(taken.Key, out var last) && last == taken.Task)
        {
            _lastOfKey.Remove(taken.Key);
        }
    }

    /// <summary>The calls that are left, in order.</summary>
    public IReadOnlyCollection<WindowCall<T>> Rest => _calls;

    private async Task<T> RunAsync(WindowCall<T> entry, Task? earlier, Func<CancellationToken, Task<T>> call)
    {
        if (earlier is { IsCompleted: false })
        {
            await Task.WhenAny(earlier).ConfigureAwait(false);
        }

        await _free.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            stopping.ThrowIfCancellationRequested();
            entry.IsStarted = true;
            return await call(stopping).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }
}
