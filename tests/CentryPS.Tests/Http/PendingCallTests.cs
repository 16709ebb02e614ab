using System.Net;

namespace CentryPS.Tests.Http;

/// <summary>A call makes attempts until its final response, within the limits for retries.</summary>
public sealed class PendingCallTests
{
    private static readonly byte[] Good = RawServer.Json("[]");

    [Theory]
    [InlineData("GET", 500, "500 200")]
    [InlineData("GET", 408, "408 200")]
    [InlineData("PUT", 408, "408 200")]
    [InlineData("PUT", 502, "502 200")]
    [InlineData("DELETE", 504, "504 200")]
    [InlineData("PUT", 500, "500")]
    [InlineData("DELETE", 500, "500")]
    [InlineData("POST", 429, "429 200")]
    [InlineData("POST", 503, "503 200")]
    [InlineData("POST", 408, "408")]
    [InlineData("POST", 500, "500")]
    [InlineData("POST", 502, "502")]
    [InlineData("POST", 504, "504")]
    [InlineData("GET", 400, "400")]
    [InlineData("GET", 401, "401")]
    [InlineData("GET", 404, "404")]
    public async Task Call_is_retried_after_a_status_only_when_that_is_safe(string method, int status, string log)
    {
        using var wire = new Wire(Script.Status(status), Good);

        if (log.EndsWith("200", StringComparison.Ordinal))
        {
            Assert.Equal("[]", await wire.SendAsync(method));
        }
        else
        {
            Assert.Equal((HttpStatusCode)status, (await wire.FailAsync(method)).StatusCode);
        }

        Assert.Equal(log, wire.Log);
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("PUT", true)]
    [InlineData("DELETE", true)]
    [InlineData("POST", false)]
    public async Task Call_is_retried_after_a_lost_response_only_when_that_is_safe(string method, bool isRetried)
    {
        foreach (var (lost, failure) in new[] { (Script.Lost, "Interrupted"), (Script.Silence, "TimedOut"), (RawServer.Json("[1"), "Cut") })
        {
            using var wire = new Wire(lost, Good);
            if (isRetried)
            {
                await wire.SendAsync(method);
            }
            else
            {
                Assert.Equal(CentryErrorCode.OutcomeUnknown, (await wire.FailAsync(method)).ErrorCode);
            }

            Assert.Equal(isRetried ? failure + " 200" : failure, wire.Log);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Call_is_retried_up_to_the_maximum_retry_count(int retries)
    {
        using var wire = new Wire(retries, Script.Status(503));

        var failure = await wire.FailAsync("PUT");

        Assert.Equal((CentryErrorCode.ServerError, false), (failure.ErrorCode, failure.IsFinal));
        Assert.Equal(retries + 1, wire.Server.Requests);
        Assert.Equal(Enumerable.Range(1, retries + 1), wire.Observer.Attempts.Select(attempt => attempt.Try));
    }

    [Fact]
    public async Task Call_fails_without_retry_when_the_retry_budget_is_spent()
    {
        using var wire = new Wire(Script.Status(502));
        await wire.Sender.Pace.SpendAsync(100);

        Assert.True((await wire.FailAsync("GET")).IsFinal);
        Assert.Equal("502", wire.Log);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(98, false)]
    public async Task Retry_that_follows_a_timeout_costs_two_units_of_the_retry_budget(int spent, bool isFinal)
    {
        using var wire = new Wire(retries: 1, Script.Silence);
        await wire.Sender.Pace.SpendAsync(spent);

        Assert.Equal(isFinal, (await wire.FailAsync("GET")).IsFinal);
        Assert.Equal(isFinal ? "TimedOut" : "TimedOut TimedOut", wire.Log);
    }

    [Fact]
    public async Task Five_successful_calls_add_one_retry_to_the_budget()
    {
        using var wire = new Wire(Good, Good, Good, Good, Good, Script.Status(502), Good, Script.Status(502));
        await wire.Sender.Pace.SpendAsync(100);

        for (var i = 0; i < 6; i++)
        {
            await wire.SendAsync("GET");
        }

        Assert.True((await wire.FailAsync("GET")).IsFinal);
        Assert.Equal("200 200 200 200 200 502 200 502", wire.Log);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_before_a_retry()
    {
        using var stop = new CancellationTokenSource();
        using var wire = new Wire(Script.Status(503, "Retry-After: 60"));
        var call = wire.Begin("GET", stop.Token).SendAsync(Wire.Token);
        await wire.Clock.NextWaitAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal("503", wire.Log);
    }

    [Fact]
    public async Task Attempt_is_cancelled_when_its_timeout_expires_and_not_earlier()
    {
        using var wire = new Wire(retries: 0, Script.Silence);

        var failure = await wire.FailAsync("GET");

        Assert.Equal((CentryErrorCode.Timeout, true), (failure.ErrorCode, failure.IsPending));
        Assert.Equal(Wire.Timeout, wire.Observer.Attempts[0].Elapsed);
    }
}
