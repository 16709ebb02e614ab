namespace CentryPS.Http.Pacing;

/// <summary>
/// Gives the calls of a session their turns: as many at once as the server is good for (<see cref="InFlightLimit"/>), as many
/// a second as it accepts (<see cref="CallRate"/>), and none while it has asked to wait. A call that waits has no time of its
/// own: it is its turn as soon as these allow it, however they have changed meanwhile. Safe for many threads.
/// </summary>
/// <param name="time">The clock of the session.</param>
/// <param name="longestPause">A server that asks for so much is not obeyed: the call fails.</param>
internal sealed class Pace(TimeProvider time, TimeSpan longestPause)
{
    private const double Tick = 1.0 / TimeSpan.TicksPerSecond;

    private readonly object _lock = new();
    private readonly LinkedList<TaskCompletionSource<Turn>> _waiting = new();
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

    /// <summary>Waits for a turn, which <see cref="Leave"/> gives back.</summary>
    /// <param name="isFirst">Whether it goes before those that wait already.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<Turn> EnterAsync(bool isFirst, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource<Turn>();
        LinkedListNode<TaskCompletionSource<Turn>> place;
        lock (_lock)
        {
            place = isFirst ? _waiting.AddFirst(turn) : _waiting.AddLast(turn);
        }

        StartWaiting();
        using (stop.Register(() => StandBack(place)))
        {
            return await turn.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Gives a turn back, and learns from what came of it.</summary>
    /// <returns>What is known of the server's limits now; null while none is in sight.</returns>
    public PaceLimits? Leave(Turn turn, Feedback heard)
    {
        var limits = Read(now =>
        {
            _server.Learn(turn, heard, --_running, now);
            return _server.Limits(now);
        });
        StartWaiting();
        return limits;
    }

    /// <summary>Whether the server has done something for anybody since a turn.</summary>
    public bool HasServedSince(Turn turn) => Read(_ => _server.HasServedSince(turn.Started));

    /// <summary>How long ago a turn began.</summary>
    public TimeSpan Since(Turn turn) => Read(now => TimeSpan.FromSeconds(now - turn.Started));

    /// <summary>Whether it has refused a call and serves others at the same time: then there is nothing wrong with either.</summary>
    public bool IsServing(Turn turn, Feedback heard) =>
        Read(now => _server.IsServing(turn, heard, hasOthers: _running + _waiting.Count > 0, now));

    /// <inheritdoc cref="ServerState.IsUsedUp"/>
    public bool IsUsedUp(Feedback heard) => Read(now => _server.IsUsedUp(heard, now));

    /// <summary>A call is given up.</summary>
    public void GiveUp(Feedback heard)
    {
        lock (_lock)
        {
            _server.GiveUp(heard, Now());
        }
    }

    private void StartWaiting()
    {
        List<(TaskCompletionSource<Turn> Waiting, Turn Turn)> started = [];
        double wake;
        lock (_lock)
        {
            var now = Now();
            while (_waiting.First is { } first && _running < _server.MostInFlight && _server.Wait(now) < Tick)
            {
                _waiting.RemoveFirst();
                _running++;
                started.Add((first.Value, _server.Start(now)));
            }

            wake = PlanWake(now);
        }

        started.ForEach(entry => entry.Waiting.SetResult(entry.Turn));
        if (!double.IsPositiveInfinity(wake))
        {
            SleepUntil(wake);
        }
    }

    // When somebody is to wake who then starts the next; never where one wakes by then already, or nobody needs to.
    private double PlanWake(double now)
    {
        var wake = now + _server.Wait(now);
        if (_waiting.Count == 0 || _running >= _server.MostInFlight || wake >= _wake)
        {
            return double.PositiveInfinity;
        }

        return _wake = wake;
    }

    private void SleepUntil(double wake)
    {
        ITimer? timer = null; // it lives as long as its own callback
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

        StartWaiting();
    }

    private void StandBack(LinkedListNode<TaskCompletionSource<Turn>> place)
    {
        lock (_lock)
        {
            if (place.List is null)
            {
                return; // it is its turn already
            }

            _waiting.Remove(place);
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
