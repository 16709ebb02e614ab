namespace CentryPS.Http.Pacing;

/// <summary>
/// Schedules the calls of a session within the limits of the server, and decides after each attempt whether and when
/// the next one follows. A queued call has no fixed start time: it starts as soon as the current limits allow it, on
/// the thread of a timer and not on that of the call whose end allows it. Thread-safe.
/// </summary>
internal sealed class Pace
{
    private const double Tick = 1.0 / TimeSpan.TicksPerSecond;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<double>> _queue = new();
    private readonly ServerState _server;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly ITimer _timer;
    private int _running;

    /// <summary>Creates the pace of a session.</summary>
    public Pace(SendOptions options)
    {
        _server = new ServerState(options);
        _time = options.Time;
        _origin = _time.GetTimestamp();
        _timer = _time.CreateTimer(_ => StartQueued(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time to the next start if a person would notice it, else the rest of the requested pause.</summary>
    public TimeSpan Delay
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds(_server.Delay(Now()));
            }
        }
    }

    /// <summary>Waits for the start of an attempt. <see cref="Leave"/> ends it.</summary>
    /// <param name="turn">The turn of the call.</param>
    /// <param name="isFirst">True to go before the calls in the queue.</param>
    /// <param name="stop">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task EnterAsync(Turn turn, bool isFirst, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var start = new TaskCompletionSource<double>();
        LinkedListNode<TaskCompletionSource<double>> place;
        lock (_lock)
        {
            var now = Now();
            if (_queue.Count == 0 && MayStart(now))
            {
                turn.Started = Start(now);
                return;
            }

            place = isFirst ? _queue.AddFirst(start) : _queue.AddLast(start);
            SetTimer(now);
        }

        using (stop.Register(() => Cancel(place)))
        {
            turn.Started = await start.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends an attempt, learns from its outcome and decides what follows.</summary>
    public Verdict Leave(Turn turn, Outcome outcome)
    {
        lock (_lock)
        {
            var now = Now();
            _running--;
            var verdict = _server.Judge(turn, outcome, _running, _queue.Count, now);
            SetTimer(now);
            return verdict;
        }
    }

    private bool MayStart(double now) => _running < _server.MostInFlight && _server.Wait(now) < Tick;

    private double Start(double now)
    {
        _running++;
        _server.Start(now);
        return now;
    }

    private void StartQueued()
    {
        List<TaskCompletionSource<double>> started = [];
        double now;
        lock (_lock)
        {
            now = Now();
            while (_queue.First is { } first && MayStart(now))
            {
                _queue.RemoveFirst();
                Start(now);
                started.Add(first.Value);
            }

            SetTimer(now);
        }

        started.ForEach(start => start.SetResult(now));
    }

    private void SetTimer(double now)
    {
        if (_queue.Count > 0 && _running < _server.MostInFlight)
        {
            var wait = Math.Ceiling(_server.Wait(now) * 1000);
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    private void Cancel(LinkedListNode<TaskCompletionSource<double>> place)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return; // the call has started
            }

            _queue.Remove(place);
        }

        place.Value.TrySetCanceled();
    }

    private double Now() => _time.GetElapsedTime(_origin).TotalSeconds;
}
