using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// Runs calls side by side, at most <paramref name="throttle"/> at once, and gives their results in the order in which they
/// were added. Results that wait for an earlier one are held, up to eight times the throttle, so that one slow answer does
/// not stall the rest. Calls with the same key run one after another, in order. Not thread-safe: the engine's thread owns it.
/// </summary>
/// <param name="throttle">How many run at once.</param>
/// <param name="ends">Whether a failure ends the pipeline: as soon as one does, no call after it starts.</param>
/// <param name="stop">Ends every call.</param>
/// <typeparam name="T">What a call gives.</typeparam>
[SuppressMessage("Reliability", "CA1001", Justification = "Calls still under way use them; without a wait handle they hold nothing.")]
internal sealed class OrderedWindow<T>(int throttle, Func<CentryException, bool> ends, CancellationToken stop)
{
    private const int BufferFactor = 8;

    private readonly object _lock = new();
    private readonly Queue<WindowCall<T>> _calls = new();
    private readonly SemaphoreSlim _free = new(throttle);
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private long _added;
    private long _lastToStart = long.MaxValue;

    /// <summary>Cancelled when no result is wanted any more.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Whether the first result must be taken before another call is added.</summary>
    public bool IsFull => _calls.Count >= throttle * BufferFactor || Volatile.Read(ref _lastToStart) != long.MaxValue;

    public void Add(object input, string key, Func<Task<T>> call)
    {
        _lastOfKey.TryGetValue(key, out var earlier);
        var entry = new WindowCall<T>(_added++, input, key);
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

    /// <summary>From now on no call starts.</summary>
    public void Close() => Close(after: -1);

    /// <summary>
    /// Starts nothing more, gives the calls under way a moment to say their outcome, ends them, and tells of each call that
    /// is left what became of it.
    /// </summary>
    /// <returns>The keys of the calls, by outcome.</returns>
    public ILookup<CallOutcome, string> Settle(TimeSpan grace, TimeProvider time)
    {
        Close();
        var started = _calls.Where(call => call.IsStarted).Select(call => (Task)call.Task);
        Task.WaitAny(Task.WhenAll(started), time.Delay(grace, _cancel.Token));
        _cancel.Cancel();
        return _calls.ToLookup(call => call.Outcome, call => call.Key);
    }

    private async Task<T> RunAsync(WindowCall<T> entry, Task? earlier, Func<Task<T>> call)
    {
        if (earlier is { IsCompleted: false })
        {
            await Task.WhenAny(earlier).ConfigureAwait(false);
        }

        await _free.WaitAsync(_cancel.Token).ConfigureAwait(false);
        try
        {
            Start(entry);
            return await call().ConfigureAwait(false);
        }
        catch (CallNotSentException)
        {
            entry.IsStarted = false;
            throw;
        }
        catch (CentryException exception) when (ends(exception))
        {
            Close(entry.Index);
            throw;
        }
        finally
        {
            _free.Release();
        }
    }

    private void Start(WindowCall<T> entry)
    {
        lock (_lock)
        {
            _cancel.Token.ThrowIfCancellationRequested();
            entry.IsStarted = entry.Index <= _lastToStart ? true : throw new OperationCanceledException();
        }
    }

    private void Close(long after)
    {
        lock (_lock)
        {
            _lastToStart = Math.Min(_lastToStart, after);
        }
    }
}
