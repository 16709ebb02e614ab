using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// Runs calls in parallel, and returns their results in the order in which the calls were added. It buffers results up
/// to eight times the throttle, so that one slow call does not stall the others. Calls with the same key run one after
/// another, in order. After a failure that ends the pipeline no later call starts. Not thread-safe: only the pipeline
/// thread uses it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Running calls use them, and no wait handle was created.")]
internal sealed class OrderedWindow(int throttle, Func<CentryException, bool> ends, CancellationToken stop)
{
    private const int BufferFactor = 8;

    // When an error ends the pipeline, running calls get this time to finish.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly Queue<WindowCall> _calls = new();
    private readonly SemaphoreSlim _free = new(throttle);
    private readonly Dictionary<string, Task> _lastOfKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private long _added;
    private long _lastToStart = long.MaxValue;

    /// <summary>Cancelled when no more results are needed.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>True if the first result must be taken before another call is added.</summary>
    public bool IsFull => _calls.Count >= throttle * BufferFactor || Volatile.Read(ref _lastToStart) != long.MaxValue;

    /// <summary>The first call whose result has not been taken; null for none.</summary>
    public WindowCall? Next => _calls.Count > 0 ? _calls.Peek() : null;

    public void Add(object input, WindowCall call)
    {
        _lastOfKey.TryGetValue(call.Key, out var earlier);
        (call.Input, call.Index) = (input, _added++);
        call.Task = RunAsync(call, earlier);
        _lastOfKey[call.Key] = call.Task;
        _calls.Enqueue(call);
    }

    public void Take()
    {
        var taken = _calls.Dequeue();
        if (_lastOfKey.TryGetValue(taken.Key, out var last) && last == taken.Task)
        {
            _lastOfKey.Remove(taken.Key);
        }
    }

    /// <summary>Prevents the calls after an index from starting; by default, all calls that have not started.</summary>
    public void Close(long after = -1)
    {
        lock (_lock)
        {
            _lastToStart = Math.Min(_lastToStart, after);
        }
    }

    /// <summary>Prevents further calls from starting, and cancels the running calls after a grace period.</summary>
    /// <returns>The keys of the remaining calls, by outcome.</returns>
    public ILookup<CentryChangeOutcome, string> Settle(TimeProvider time)
    {
        Close();
        var started = _calls.Where(call => call.IsStarted).Select(call => call.Task);
        Task.WaitAny(Task.WhenAll(started), time.Delay(Grace, _cancel.Token));
        _cancel.Cancel();
        return _calls.ToLookup(call => call.Outcome, call => call.Key);
    }

    private async Task RunAsync(WindowCall call, Task? earlier)
    {
        if (earlier is { IsCompleted: false })
        {
            await Task.WhenAny(earlier).ConfigureAwait(false);
        }

        await _free.WaitAsync(_cancel.Token).ConfigureAwait(false);
        try
        {
            lock (_lock)
            {
                _cancel.Token.ThrowIfCancellationRequested();
                call.IsStarted = call.Index <= _lastToStart ? true : throw new OperationCanceledException();
            }

            await call.SendAsync().ConfigureAwait(false);
        }
        catch (CallNotSentException)
        {
            call.IsStarted = false;
            throw;
        }
        catch (CentryException exception) when (ends(exception))
        {
            Close(call.Index);
            throw;
        }
        finally
        {
            _free.Release();
        }
    }
}
