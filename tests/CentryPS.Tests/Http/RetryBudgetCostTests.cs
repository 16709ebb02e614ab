using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>What a retry costs, and what a success pays back.</summary>
public sealed class RetryBudgetCostTests
{
    private readonly RetryBudget _budget = new();

    [Theory]
    [InlineData(null, 100)]
    [InlineData(nameof(AttemptFailure.Interrupted), 100)]
    [InlineData(nameof(AttemptFailure.TimedOut), 50)]
    public void It_pays_for_a_hundred_retries_or_half_as_many_after_timeouts(string? failure, int retries)
    {
        AttemptFailure? after = failure is null ? null : Enum.Parse<AttemptFailure>(failure);

        Assert.All(Enumerable.Range(0, retries), _ => Assert.True(_budget.TrySpend(after)));

        Assert.False(_budget.TrySpend(after));
    }

    [Fact]
    public void Five_successes_pay_for_a_retry()
    {
        Spend(100);
        Refund(4);
        Assert.False(_budget.TrySpend(failure: null));

        Refund(1);
        Assert.True(_budget.TrySpend(failure: null));
        Assert.False(_budget.TrySpend(failure: null));
    }

    [Fact]
    public void What_cannot_be_afforded_costs_nothing()
    {
        Spend(99);
        Assert.False(_budget.TrySpend(AttemptFailure.TimedOut));

        Assert.True(_budget.TrySpend(failure: null));
    }

    [Fact]
    public void No_number_of_successes_makes_it_larger_than_at_first()
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
