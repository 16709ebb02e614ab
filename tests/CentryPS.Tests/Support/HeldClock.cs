using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it, and that knows who waits for it. Deadlines of attempts are no waits:
/// they pass only when a test goes beyond them.
/// </summary>
internal sealed class HeldClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero))
{
    private const int MostWaits = 1000;

    private readonly Channel<(TimeSpan Length, DateTimeOffset Due)> _waits = Channel.CreateUnbounded<(TimeSpan, DateTimeOffset)>();

    /// <summary>The waits that have passed, in order.</summary>
    public List<TimeSpan> Passed { get; } = [];

    /// <summary>Told how long each timer is to run, as soon as it does.</summary>
    public event Action<TimeSpan>? Timed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is Task or CentryPS.Http.Pacing.Pace) // who waits for his turn, or for a delay; a deadline has its source
        {
            _waits.Writer.TryWrite((dueTime, GetUtcNow() + dueTime));
        }

        Timed?.Invoke(dueTime);
        return timer;
    }

    /// <summary>How long somebody is to wait, as soon as he does; the clock stays where it is.</summary>
    public async Task<TimeSpan> NextWaitAsync() => (await _waits.Reader.ReadAsync().AsTask().Soon()).Length;

    /// <summary>Lets every wait of a task pass as soon as it begins, until the task ends.</summary>
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
                Assert.True(Passed.Count < MostWaits, "it waits without end");
                Passed.Add(wait.Length);
                AdvanceTo(wait.Due);
            }
        }

        return await task;
    }

    private void AdvanceTo(DateTimeOffset due)
    {
        if (due > GetUtcNow())
        {
            SetUtcNow(due);
        }
    }
}
