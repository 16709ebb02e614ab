namespace CentryPS.Tests.Support;

/// <summary>A timer that reports each wait for which it is set, and whether it is still set for that wait.</summary>
internal sealed class WatchedTimer(ITimer timer, Action<TimeSpan, Func<bool>> onSet) : ITimer
{
    private int _changes;

    /// <summary>
    /// Returns a callback that runs on the thread pool. A fake clock runs the callbacks of due timers while it sets
    /// them, unlike the clock of the system, and the pace holds its lock then.
    /// </summary>
    public static TimerCallback OnPool(TimerCallback callback) =>
        state => ThreadPool.QueueUserWorkItem(_ => callback(state));

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var change = Interlocked.Increment(ref _changes);
        var isChanged = timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            onSet(dueTime, () => Volatile.Read(ref _changes) == change);
        }

        return isChanged;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
