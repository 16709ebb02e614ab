using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>A session lowers its concurrency when the latency grows.</summary>
public sealed class InFlightLimitTests
{
    private readonly SimulatedClock _clock = new();
    private readonly Pace _pace;

    public InFlightLimitTests() => _pace = new Pace(new SendOptions { Time = _clock });

    [Fact]
    public async Task Concurrency_falls_by_at_most_a_fifth_after_one_slow_round_of_responses()
    {
        for (var calls = 2; calls < 64; calls *= 2)
        {
            Assert.Null(await RunAsync(calls, latency: 0.1));
        }

        var limits = await RunAsync(64, latency: 2);

        Assert.Equal(51, limits?.InFlight);
    }

    /// <summary>Makes concurrent calls and returns the limits known after all responses.</summary>
    private async Task<PaceLimits?> RunAsync(int calls, double latency)
    {
        Turn[] turns = [.. Enumerable.Range(0, calls).Select(_ => new Turn(isRead: false))];
        var started = Task.WhenAll(turns.Select(turn => _pace.EnterAsync(turn, isFirst: false, CancellationToken.None)));
        _clock.Settle();
        await started;
        var responded = new TaskCompletionSource();
        _clock.Schedule(latency, responded.SetResult);
        _clock.Run(responded.Task);
        PaceLimits? limits = null;
        foreach (var turn in turns)
        {
            limits = _pace.Leave(turn, new Outcome(PaceSignal.Served, MayRepeat: false)).Limits;
        }

        return limits;
    }
}
