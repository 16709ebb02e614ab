using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>How many calls at once a session makes when answers take longer.</summary>
public sealed class InFlightLimitTests
{
    private readonly SimulatedClock _clock = new();
    private readonly Pace _pace;

    public InFlightLimitTests() => _pace = new Pace(new SendOptions { Time = _clock });

    [Fact]
    public async Task Calls_at_once_fall_by_a_fifth_at_most_when_one_round_of_answers_is_slow()
    {
        for (var most = 2; most < 64; most *= 2)
        {
            Assert.Null(await AnswerAsync(most, latency: 0.1));
        }

        var limits = await AnswerAsync(64, latency: 2);

        Assert.Equal(51, limits?.InFlight);
    }

    /// <summary>Makes so many calls at once; gives the limits that are known once all are answered.</summary>
    private async Task<PaceLimits?> AnswerAsync(int calls, double latency)
    {
        Turn[] turns = [.. Enumerable.Range(0, calls).Select(_ => new Turn(isRead: false))];
        var started = Task.WhenAll(turns.Select(turn => _pace.EnterAsync(turn, isFirst: false, CancellationToken.None)));
        _clock.Settle();
        await started;
        var answered = new TaskCompletionSource();
        _clock.In(latency, answered.SetResult);
        _clock.Run(answered.Task);
        PaceLimits? limits = null;
        foreach (var turn in turns)
        {
            limits = _pace.Leave(turn, new Outcome(PaceSignal.Served, MayRepeat: false)).Limits;
        }

        return limits;
    }
}
