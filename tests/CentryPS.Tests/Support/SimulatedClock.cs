namespace CentryPS.Tests.Support;

/// <summary>
/// A single-threaded clock that jumps from one timer to the next, so that hours of waiting take milliseconds and every
/// run is the same.
/// </summary>
internal sealed class SimulatedClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Timer, (long Due, long Order)> _timers = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The elapsed seconds.</summary>
    public double Seconds => (double)_now / TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Schedules an action.</summary>
    public void Schedule(double seconds, Action act) =>
        CreateTimer(_ => act(), state: null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    /// <summary>Fires the timers that are due, without advancing the clock.</summary>
    public void Settle()
    {
        while (_timers.TryPeek(out var timer, out var place) && place.Due <= _now)
        {
            _timers.Dequeue();
            timer.Fire(place);
        }
    }

    /// <summary>Advances the clock until a task ends.</summary>
    public void Run(Task task)
    {
        while (!task.IsCompleted)
        {
            Assert.True(_timers.TryDequeue(out var timer, out var place), "The task waits, but there are no timers.");
            timer.Fire(place);
        }

        task.GetAwaiter().GetResult();
    }

    private sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _order;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _order = ++clock._order;
            if (dueTime >= TimeSpan.Zero)
            {
                // System timers have whole milliseconds and can fire early.
                var due = TimeSpan.FromMilliseconds(Math.Floor(dueTime.TotalMilliseconds));
                clock._timers.Enqueue(this, (clock._now + due.Ticks, _order));
            }

            return true;
        }

        /// <summary>Fires the timer, unless it was changed after it was enqueued.</summary>
        public void Fire((long Due, long Order) place)
        {
            if (place.Order == _order)
            {
                clock._now = Math.Max(clock._now, place.Due);
                callback(state);
            }
        }

        public void Dispose() => _order = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
