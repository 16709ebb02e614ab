using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>What a retry costs, and what a success earns.</summary>
public sealed class RetryBudgetCostTests
{
    private readonly RetryBudget _budget = new();

    [Theory]
    [InlineData(null, 100)]
    [InlineData(nameof(AttemptFailure.Interrupted), 100)]
    [InlineData(nameof(AttemptFailure.TimedOut), 50)]
    public void Retry_budget_allows_a_hundred_retries_or_half_as_many_after_timeouts(string? failure, int retries)
    {
        AttemptFailure? after = failure is null ? null : Enum.Parse<AttemptFailure>(failure);

        Assert.All(Enumerable.Range(0, retries), _ => Assert.True(_budget.TrySpend(after)));

        Assert.False(_budget.TrySpend(after));
    }

    [Fact]
    public void Retry_budget_gains_a_retry_with_five_successes()
    {
        Spend(100);
        Refund(4);
        Assert.False(_budget.TrySpend(failure: null));

        Refund(1);
        Assert.True(_budget.TrySpend(failure: null));
        Assert.False(_budget.TrySpend(failure: null));
    }

    [Fact]
    public void Retry_budget_is_unchanged_by_a_retry_it_does_not_allow()
    {
        Spend(99);
        Assert.False(_budget.TrySpend(AttemptFailure.TimedOut));

        Assert.True(_budget.TrySpend(failure: null));
    }

    [Fact]
    public void Retry_budget_never_grows_beyond_its_initial_size()
    {
        Refund(1000);
        Spend(1);
        Refund(1000);

        Spend(100);
        Assert.False(_budget.TrySpend(failure: null));
    }

    private void Spend(int retries) =>
        Assert.All(Enumerable.Range(0, retries), _ => Assert.True(_budget.TrySpend(failure: null)));

    private void Refund(int successes)
    {
        for (var i = 0; i < successes; i++)
        {
            _budget.Refund();
        }
    }
}
