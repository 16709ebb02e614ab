namespace CentryPS.Tests.Support;

/// <summary>A timer that reports each due time that is set.</summary>
internal sealed class WatchedTimer(ITimer timer, Action<TimeSpan> onSet) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var isChanged = timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            onSet(dueTime);
        }

        return isChanged;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
