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
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Pace)
        {
            // Called on another thread, because the pace sets its timer while it holds its lock.
            return new WatchedTimer(timer, due => ThreadPool.QueueUserWorkItem(_ => (Held ?? Advance)(due)));
        }

        if (state is Task) // a delay; a timeout has another state
        {
            (Held ?? Advance)(dueTime);
        }

        return timer;
    }
}
