using System.Threading.Channels;
using CentryPS.Http.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Support;

/// <summary>
/// A clock that advances only when a test moves it, and records waits. Timeouts of attempts are not waits: they expire
/// only when the test moves the clock past them.
/// </summary>
internal sealed class HeldClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero))
{
    private const int MaxWaits = 1000;

    private readonly Channel<(TimeSpan Length, DateTimeOffset Due)> _waits = Channel.CreateUnbounded<(TimeSpan, DateTimeOffset)>();

    /// <summary>The waits that have passed, in order.</summary>
    public List<TimeSpan> Passed { get; } = [];

    /// <summary>Raised with the due time of each new timer.</summary>
    public event Action<TimeSpan>? Timed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is Pace)
        {
            return new WatchedTimer(base.CreateTimer(WatchedTimer.OnPool(callback), state, dueTime, period), (wait, _) => Record(wait));
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task) // a delay; a timeout has another state
        {
            Record(dueTime);
        }

        Timed?.Invoke(dueTime);
        return timer;
    }

    /// <summary>Returns the length of the next wait when it starts, without advancing the clock.</summary>
    public async Task<TimeSpan> NextWaitAsync() => (await _waits.Reader.ReadAsync().AsTask().Soon()).Length;

    /// <summary>Advances the clock past each wait as soon as it starts, until the task ends.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            using var ended = new CancellationTokenSource();
            var waits = _waits.Reader.WaitToReadAsync(ended.Token).AsTask();
            await Task.WhenAny(task, waits).Soon();
            await ended.CancelAsync();
            while (_waits.Reader.TryRead(out var wait))
            {
                Assert.True(Passed.Count < MaxWaits, $"The task has not ended after {MaxWaits} waits.");
                Passed.Add(wait.Length);
                AdvanceTo(wait.Due);
            }
        }

        return await task;
    }

    private void Record(TimeSpan wait) => _waits.Writer.TryWrite((wait, GetUtcNow() + wait));

    private void AdvanceTo(DateTimeOffset due)
    {
        if (due > GetUtcNow())
        {
            SetUtcNow(due);
        }
    }
}
