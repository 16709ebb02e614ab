using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>The pace of a session determines when its calls start.</summary>
public sealed class PaceTests
{
    private static readonly Outcome Served = new(PaceSignal.Served, MayRepeat: false);

    private readonly SimulatedClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new Pace(new SendOptions { Time = _clock });

    [Fact]
    public async Task Pace_starts_with_two_calls_and_doubles_after_each_round_of_responses()
    {
        Task<Turn>[] turns = [.. Enumerable.Range(0, 20).Select(_ => EnterAsync())];
        Assert.Equal(2, Started(turns));

        await LeaveAsync(turns[..2]);
        Assert.Equal(2 + 4, Started(turns));

        await LeaveAsync(turns[2..6]);
        Assert.Equal(6 + 8, Started(turns));
    }

    [Fact]
    public async Task Pace_starts_calls_in_order_except_prioritized_ones()
    {
        var running = await EnterAsync();
        await EnterAsync();
        var (second, third, first) = (EnterAsync(), EnterAsync(), EnterAsync(isFirst: true));

        _pace.Leave(running, Served);
        _clock.Settle();

        Assert.Equal((true, false, false), (first.IsCompleted, second.IsCompleted, third.IsCompleted));
    }

    [Fact]
    public async Task Queued_call_starts_on_a_timer_thread_instead_of_the_thread_of_the_ended_call()
    {
        var running = await EnterAsync();
        await EnterAsync();
        var next = EnterAsync();

        _pace.Leave(running, Served);
        Assert.False(next.IsCompleted);

        _clock.Settle();
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task Cancelled_call_takes_no_turn()
    {
        using var stop = new CancellationTokenSource();
        var running = await EnterAsync();
        await EnterAsync();
        var (stopped, next) = (EnterAsync(stop: stop.Token), EnterAsync());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        _pace.Leave(running, Served);
        _clock.Settle();

        Assert.True(next.IsCompletedSuccessfully);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnterAsync(stop: stop.Token));
    }

    [Fact]
    public async Task Refusal_delays_all_calls_and_the_longest_Retry_After_wins()
    {
        var (first, second) = (await EnterAsync(), await EnterAsync());
        var next = EnterAsync();

        _pace.Leave(first, Refused(5));
        _pace.Leave(second, Refused(9));
        _clock.Run(next);

        Assert.Equal(9, _clock.Seconds, 0.001);
    }

    [Fact]
    public async Task Scheduled_start_moves_earlier_when_the_server_accepts_calls_again()
    {
        // Several refusals in a row postpone the next call by some seconds.
        for (var i = 0; i < 5; i++)
        {
            var refused = EnterAsync();
            _clock.Run(refused);
            _pace.Leave(await refused, Refused(0));
        }

        Task<Turn>[] turns = [EnterAsync(), EnterAsync(), EnterAsync()];
        _clock.Run(turns[0]);
        var accepted = _clock.Seconds;
        _pace.Leave(await turns[0], Served);
        _clock.Run(turns[1]);
        _pace.Leave(await turns[1], Served);
        _clock.Run(turns[2]);

        Assert.InRange(_clock.Seconds - accepted, 0.01, 10);
    }

    [Fact]
    public async Task Pace_reports_a_limit_after_the_first_refusal()
    {
        Assert.Null(_pace.Leave(await EnterAsync(), Served).Limits);

        Assert.NotNull(_pace.Leave(await EnterAsync(), Refused(0)).Limits?.PerSecond);
    }

    [Theory]
    [InlineData(nameof(PaceSignal.Busy))]
    [InlineData(nameof(PaceSignal.TimedOut))]
    public async Task Busy_server_gets_fewer_concurrent_calls(string signal)
    {
        Task<Turn>[] turns = [.. Enumerable.Range(0, 30).Select(_ => EnterAsync())];
        await LeaveAsync(turns[..2]);
        await LeaveAsync(turns[2..6]);

        var limits = _pace.Leave(await turns[6], new Outcome(Enum.Parse<PaceSignal>(signal), MayRepeat: true)).Limits;

        Assert.Equal((null, 6), (limits?.PerSecond, limits?.InFlight));
    }

    [Fact]
    public async Task Growing_latency_is_detected_as_a_queue()
    {
        PaceLimits? limits = null;
        for (var latency = 0.1; limits is null && latency < 10; latency *= 1.5)
        {
            Task<Turn>[] turns = [.. Enumerable.Range(0, 64).Select(_ => EnterAsync())];
            foreach (var turn in turns)
            {
                var waited = new TaskCompletionSource();
                _clock.Schedule(latency / 8, waited.SetResult);
                _clock.Run(waited.Task);
                limits = _pace.Leave(await turn, Served).Limits ?? limits;
            }
        }

        Assert.NotNull(limits?.InFlight);
    }

    [Fact]
    public void Call_refused_while_others_are_served_fails_after_five_refusals_more_than_its_retries()
    {
        var (refused, refusals) = (new Turn(isRead: false), 0);
        for (TimeSpan? wait = TimeSpan.Zero; wait is not null && refusals < 50; refusals++)
        {
            var served = new Turn(isRead: false);
            _clock.Run(_pace.EnterAsync(refused, isFirst: false, CancellationToken.None));
            _clock.Run(_pace.EnterAsync(served, isFirst: false, CancellationToken.None));
            var answered = new TaskCompletionSource();
            _clock.Schedule(0.01, answered.SetResult);
            _clock.Run(answered.Task);

            _pace.Leave(served, Served);
            wait = _pace.Leave(refused, Refused(0)).Wait;
        }

        Assert.Equal(new SendOptions().MaximumRetryCount + 5 + 1, refusals);
    }

    private static Outcome Refused(double pause) => new(PaceSignal.Limited, MayRepeat: true) { Pause = pause };

    private static int Started(Task<Turn>[] turns) => turns.Count(turn => turn.IsCompleted);

    private async Task<Turn> EnterAsync(bool isFirst = false, CancellationToken stop = default)
    {
        var turn = new Turn(isRead: false);
        await _pace.EnterAsync(turn, isFirst, stop);
        return turn;
    }

    private async Task LeaveAsync(Task<Turn>[] turns)
    {
        foreach (var turn in turns)
        {
            _pace.Leave(await turn, Served);
        }

        _clock.Settle();
    }
}
