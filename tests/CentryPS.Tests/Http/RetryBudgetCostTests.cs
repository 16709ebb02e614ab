using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Http;

/// <summary>Retries spend the retry budget, and successful calls refill it.</summary>
public sealed class RetryBudgetCostTests
{
    private readonly Pace _pace = new(new SendOptions { Time = new SimulatedClock() });

    [Theory]
    [InlineData(nameof(PaceSignal.None), 100)]
    [InlineData(nameof(PaceSignal.TimedOut), 50)]
    public async Task Retry_budget_allows_a_hundred_retries_or_half_as_many_after_timeouts(string signal, int retries)
    {
        var failure = Enum.Parse<PaceSignal>(signal);

        await _pace.SpendAsync(retries, failure);

        Assert.True((await _pace.FailAsync(failure)).IsOutOfRetries);
    }

    [Fact]
    public async Task Retry_budget_gains_a_retry_with_five_successes()
    {
        await _pace.SpendAsync(100);
        await ServeAsync(4);
        Assert.True((await _pace.FailAsync()).IsOutOfRetries);

        await ServeAsync(1);
        await _pace.SpendAsync(1);
        Assert.True((await _pace.FailAsync()).IsOutOfRetries);
    }

    [Fact]
    public async Task Retry_budget_is_unchanged_by_a_retry_it_does_not_allow()
    {
        await _pace.SpendAsync(99);
        Assert.True((await _pace.FailAsync(PaceSignal.TimedOut)).IsOutOfRetries);

        await _pace.SpendAsync(1);
    }

    [Fact]
    public async Task Retry_budget_never_grows_beyond_its_initial_size()
    {
        await ServeAsync(1000);
        await _pace.SpendAsync(1);
        await ServeAsync(1000);

        await _pace.SpendAsync(100);
        Assert.True((await _pace.FailAsync()).IsOutOfRetries);
    }

    private async Task ServeAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await _pace.AttemptAsync(new Outcome(PaceSignal.Served, MayRepeat: false));
        }
    }
}
