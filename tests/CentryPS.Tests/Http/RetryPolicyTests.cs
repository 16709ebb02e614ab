using System.Net;
using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>The retry policy decides which calls are retried, and after which back-off.</summary>
public sealed class RetryPolicyTests
{
    private static readonly int[] Statuses = [300, 400, 401, 403, 404, 408, 409, 410, 422, 429, 500, 501, 502, 503, 504, 505];

    [Theory]
    [InlineData("GET", "408 429 500 502 503 504")]
    [InlineData("HEAD", "408 429 500 502 503 504")]
    [InlineData("PUT", "408 429 502 503 504")]
    [InlineData("DELETE", "408 429 502 503 504")]
    [InlineData("POST", "429 503")]
    [InlineData("PATCH", "429 503")]
    public void Retry_policy_repeats_a_status_only_when_repeating_is_safe(string method, string repeated)
    {
        var request = new CentryRequest(new HttpMethod(method), "x");

        Assert.Equal(repeated, string.Join(' ', Statuses.Where(status => RetryPolicy.IsWorthRepeating(request, (HttpStatusCode)status))));
    }

    [Theory]
    [InlineData("GET", "NotSent Interrupted Cut TimedOut")]
    [InlineData("PUT", "NotSent Interrupted Cut TimedOut")]
    [InlineData("DELETE", "NotSent Interrupted Cut TimedOut")]
    [InlineData("POST", "NotSent")]
    [InlineData("PATCH", "NotSent")]
    public void Retry_policy_repeats_a_failure_only_when_repeating_is_safe(string method, string repeated)
    {
        var request = new CentryRequest(new HttpMethod(method), "x");

        Assert.Equal(repeated, string.Join(' ', Enum.GetValues<AttemptFailure>().Where(failure => RetryPolicy.IsWorthRepeating(request, failure))));
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 1000)]
    [InlineData(3, 2000)]
    [InlineData(5, 8000)]
    [InlineData(6, 16_000)]
    [InlineData(7, 20_000)]
    [InlineData(60, 20_000)]
    public void Back_off_is_random_below_a_ceiling_that_doubles(int attempt, int ceiling)
    {
        double[] waits = [.. Enumerable.Range(0, 2000).Select(_ => RetryPolicy.Backoff(attempt).TotalMilliseconds)];

        // The probability that 2,000 waits miss the highest or lowest tenth is below 1 in 10^91.
        Assert.InRange(waits.Max(), ceiling * 0.9, ceiling);
        Assert.InRange(waits.Min(), 0, ceiling * 0.1);
    }
}
