using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Support;

/// <summary>
/// A clock for code that waits, where nobody has to: as soon as a delay begins, so much time has passed. Deadlines are no
/// delays: they end when delays, or the test, have brought the clock there.
/// </summary>
internal sealed class RunningClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    /// <summary>What happens when a delay has begun, in place of its end.</summary>
    public Action<TimeSpan>? Held { get; set; }

    /// <summary>How much time has passed on it.</summary>
    public TimeSpan Passed => GetUtcNow() - Start;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task or CentryPS.Http.Pacing.Pace) // who waits for his turn, or for a delay; a deadline has its source
        {
            (Held ?? Advance)(dueTime);
        }

        return timer;
    }
}
