using CentryPS.Http.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Support;

/// <summary>
/// A clock that advances past each delay as soon as it starts. Timeouts are not delays: they expire when delays or the
/// test move the clock past them.
/// </summary>
internal sealed class RunningClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    /// <summary>Called when a delay starts, instead of advancing the clock.</summary>
    public Action<TimeSpan>? Held { get; set; }

    /// <summary>The time elapsed on the clock.</summary>
    public TimeSpan Passed => GetUtcNow() - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is Pace)
        {
            return new WatchedTimer(base.CreateTimer(WatchedTimer.OnPool(callback), state, dueTime, period), AdvanceToEnd);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task) // a delay; a timeout has another state
        {
            (Held ?? Advance)(dueTime);
        }

        return timer;
    }

    // Advances on another thread, because the pace sets its timer while it holds its lock.
    private void AdvanceToEnd(TimeSpan wait, Func<bool> isStillSet)
    {
        var end = GetUtcNow() + wait;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            if (isStillSet() && end - GetUtcNow() is { Ticks: > 0 } rest)
            {
                (Held ?? Advance)(rest);
            }
        });
    }
}
