namespace CentryPS.Tests.Http;

/// <summary>A call waits before each retry, within its total timeout.</summary>
public sealed class RetryWaitTests
{
    private static readonly byte[] Good = RawServer.Json("[]");

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_after_seconds_waits_that_long(int status)
    {
        using var wire = new Wire(Script.Status(status, "Retry-After: 17"), Good);

        await wire.SendAsync("POST");

        Assert.Equal([TimeSpan.FromSeconds(17)], wire.Clock.Passed);
        Assert.Equal(wire.Clock.Passed, wire.Observer.Waits);
    }

    [Theory]
    [InlineData(429, "Date: Tue, 31 Mar 2026 09:00:00 GMT", "Tue, 31 Mar 2026 09:00:17 GMT")]
    [InlineData(503, "Date: Tue, 31 Mar 2026 15:00:00 GMT", "Tue, 31 Mar 2026 15:00:17 GMT")]
    [InlineData(503, "X: no date", "Tue, 31 Mar 2026 12:00:17 GMT")]
    public async Task Retry_after_a_date_waits_by_the_Date_header_or_else_by_the_local_clock(int status, string date, string until)
    {
        using var wire = new Wire(Script.Status(status, date, "Retry-After: " + until), Good);

        await wire.SendAsync("POST");

        Assert.Equal([TimeSpan.FromSeconds(17)], wire.Clock.Passed);
    }

    [Fact]
    public async Task Retry_after_a_past_date_waits_no_time()
    {
        using var wire = new Wire(Script.Status(503, "Retry-After: Tue, 31 Mar 2026 11:00:00 GMT"));

        await wire.FailAsync("GET");

        Assert.NotEmpty(wire.Clock.Passed); // the random back-off applies; it is practically never zero four times
        Assert.All(wire.Clock.Passed, wait => Assert.InRange(wait.TotalSeconds, 0, 4));
    }

    [Fact]
    public async Task Retry_after_of_a_429_delays_every_call_of_the_session()
    {
        using var wire = new Wire(Script.Status(429, "Retry-After: 17"), Good);

        await wire.SendAsync("GET");
        await wire.SendAsync("GET");

        Assert.Equal(17, wire.Clock.Passed[0].TotalSeconds, 0.001);
        Assert.InRange(wire.Clock.Passed[1].TotalSeconds, 0.01, 1);
    }

    [Theory]
    [InlineData(429, 299, true)]
    [InlineData(429, 300, false)]
    [InlineData(503, 299, true)]
    [InlineData(503, 300, false)]
    public async Task Retry_after_beyond_the_call_timeout_fails_immediately_and_delays_no_other_call(
        int status, int seconds, bool isRetried)
    {
        using var wire = new Wire(Script.Status(status, $"Retry-After: {seconds}"), Good);

        if (isRetried)
        {
            await wire.SendAsync("GET");
        }
        else
        {
            await wire.FailAsync("GET");
            await wire.SendAsync("GET");
        }

        Assert.Equal(isRetried ? [TimeSpan.FromSeconds(seconds)] : [], wire.Clock.Passed);
    }

    [Fact]
    public async Task Call_timeout_includes_all_attempts_and_waits()
    {
        using var wire = new Wire(retries: 100, Script.Status(503, "Retry-After: 100"));

        await wire.FailAsync("GET");

        Assert.Equal("503 503 503", wire.Log);
    }
}
