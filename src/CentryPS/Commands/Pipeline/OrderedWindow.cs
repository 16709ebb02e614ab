using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// Runs calls in parallel, and returns their results in the order in which the calls were added. It buffers results up
/// to eight times the throttle, so that one slow call does not stall the others. Calls with the same key run one after
/// another, in order. Not thread-safe: only the pipeline thread uses it.
/// </summary>
/// <param name="throttle">The maximum number of parallel calls.</param>
/// <param name="ends">Whether a failure ends the pipeline, after which no later call starts.</param>
/// <param name="stop">Cancels all calls.</param>
/// <typeparam name="T">The result of a call.</typeparam>
[SuppressMessage("Reliability", "CA1001", Justification = "Running calls use them, and no wait handle was created.")]
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

    /// <summary>Cancelled when no more results are needed.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Whether the first result has to be taken before another call is added.</summary>
    public bool IsFull => _calls.Count >= throttle * BufferFactor || Volatile.Read(ref _lastToStart) != long.MaxValue;

    public void Add(object input, string key, Func<Task<T>> call)
    {
        _lastOfKey.TryGetValue(key, out var earlier);
        var entry = new WindowCall<T>(_added++, input, key);
        entry.Task = RunAsync(entry, earlier, call);
        _lastOfKey[key] = entry.Task;
        _calls.Enqueue(entry);
    }

    /// <summary>Gets the first call, completed or not.</summary>
    public bool TryPeek([NotNullWhen(true)] out WindowCall<T>? next)
    {
        next = _calls.Count > 0 ? _calls.Peek() : null;
        return next is not null;
    }

    /// <summary>Removes the first call.</summary>
    public void Take()
    {
        var taken = _calls.Dequeue();
        if (_lastOfKey.TryGetValue(taken.Key, out var last) && last == taken.Task)
        {
            _lastOfKey.Remove(taken.Key);
        }
    }

    /// <summary>Prevents further calls from starting.</summary>
    public void Close() => Close(after: -1);

    /// <summary>Prevents further calls from starting, and cancels the running calls after a grace period.</summary>
    /// <returns>The keys of the remaining calls, by outcome.</returns>
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
