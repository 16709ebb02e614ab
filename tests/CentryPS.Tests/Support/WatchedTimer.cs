namespace CentryPS.Tests.Support;

/// <summary>A timer that reports the waits for which it is set.</summary>
internal sealed class WatchedTimer(ITimer timer, Action<TimeSpan> isSet) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var isChanged = timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            isSet(dueTime);
        }

        return isChanged;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
