namespace CentryPS.Http.Pacing;

/// <summary>
/// Schedules the calls of a session within the number of concurrent calls (<see cref="InFlightLimit"/>) and of calls
/// per second (<see cref="CallRate"/>) that the server accepts. No call starts during a pause that the server
/// requested. A queued call has no fixed start time: it starts as soon as the current limits allow it. Thread-safe.
/// </summary>
/// <param name="time">The clock of the session.</param>
/// <param name="longestPause">A requested pause of this length or more is ignored, and the call fails.</param>
internal sealed class Pace(TimeProvider time, TimeSpan longestPause)
{
    private const double Tick = 1.0 / TimeSpan.TicksPerSecond;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<Turn>> _queue = new();
    private readonly ServerState _server = new(longestPause.TotalSeconds);
    private readonly long _origin = time.GetTimestamp();
    private double _wake = double.PositiveInfinity;
    private int _running;

    /// <inheritdoc cref="ServerState.Pause"/>
    public TimeSpan Pause => Read(now => TimeSpan.FromSeconds(_server.Pause(now)));

    /// <inheritdoc cref="ServerState.IsDown"/>
    public bool IsDown => Read(_server.IsDown);

    /// <inheritdoc cref="CallRate.Probes"/>
    public int Probes => Read(_ => _server.Probes);

    /// <summary>Waits for a turn. <see cref="Leave"/> ends it.</summary>
    /// <param name="isFirst">True to go before the calls in the queue.</param>
    /// <param name="stop">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<Turn> EnterAsync(bool isFirst, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<Turn>();
        LinkedListNode<TaskCompletionSource<Turn>> place;
        lock (_lock)
        {
            place = isFirst ? _queue.AddFirst(turn) : _queue.AddLast(turn);
        }

        StartQueued();
        using (stop.Register(() => Cancel(place)))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends a turn and learns from its outcome.</summary>
    /// <returns>The known limits of the server; null if none is known.</returns>
    public PaceLimits? Leave(Turn turn, Feedback feedback)
    {
        var limits = Read(now =>
        {
            _server.Learn(turn, feedback, --_running, now);
            return _server.Limits(now);
        });
        StartQueued();
        return limits;
    }

    /// <summary>True if the server has served any call since the start of a turn.</summary>
    public bool HasServedSince(Turn turn) => Read(_ => _server.HasServedSince(turn.Started));

    /// <summary>Returns the time since the start of a turn.</summary>
    public TimeSpan Since(Turn turn) => Read(now => TimeSpan.FromSeconds(now - turn.Started));

    /// <summary>True if the server refused a call but serves others: neither is at fault.</summary>
    public bool IsServing(Turn turn, Feedback feedback) =>
        Read(now => _server.IsServing(turn, feedback, hasOthers: _running + _queue.Count > 0, now));

    /// <inheritdoc cref="ServerState.IsUsedUp"/>
    public bool IsUsedUp(Feedback feedback) => Read(now => _server.IsUsedUp(feedback, now));

    /// <inheritdoc cref="ServerState.GiveUp"/>
    public void GiveUp(Feedback feedback)
    {
        lock (_lock)
        {
            _server.GiveUp(feedback, Now());
        }
    }

    private void StartQueued()
    {
        List<(TaskCompletionSource<Turn> Queued, Turn Turn)> started = [];
        double wake;
        lock (_lock)
        {
            var now = Now();
            while (_queue.First is { } first && _running < _server.MostInFlight && _server.Wait(now) < Tick)
            {
                _queue.RemoveFirst();
                _running++;
                started.Add((first.Value, _server.Start(now)));
            }

            wake = PlanWake(now);
        }

        started.ForEach(entry => entry.Queued.SetResult(entry.Turn));
        if (!double.IsPositiveInfinity(wake))
        {
            SleepUntil(wake);
        }
    }

    // Returns when to wake up to start the next call; infinity if no wake-up is needed or an earlier one is pending.
    private double PlanWake(double now)
    {
        var wake = now + _server.Wait(now);
        if (_queue.Count == 0 || _running >= _server.MostInFlight || wake >= _wake)
        {
            return double.PositiveInfinity;
        }

        return _wake = wake;
    }

    private void SleepUntil(double wake)
    {
        ITimer? timer = null; // disposed of by its own callback
        timer = time.CreateTimer(
            _ =>
            {
                timer?.Dispose();
                Wake(wake);
            },
            this,
            TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling((wake - Read(now => now)) * 1000))),
            Timeout.InfiniteTimeSpan);
    }

    private void Wake(double wake)
    {
        lock (_lock)
        {
            _wake = _wake == wake ? double.PositiveInfinity : _wake;
        }

        StartQueued();
    }

    private void Cancel(LinkedListNode<TaskCompletionSource<Turn>> place)
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

    private T Read<T>(Func<double, T> read)
    {
        lock (_lock)
        {
            return read(Now());
        }
    }

    private double Now() => time.GetElapsedTime(_origin).TotalSeconds;
}
