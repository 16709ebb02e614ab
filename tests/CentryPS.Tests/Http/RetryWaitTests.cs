namespace CentryPS.Tests.Http;

/// <summary>How long a call waits before it is repeated, and how long it may take.</summary>
public sealed class RetryWaitTests
{
    private static readonly byte[] Good = RawServer.Json("[]");

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Retry_After_in_seconds_is_waited_for(int status)
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
    public async Task Retry_After_as_a_date_is_counted_by_the_servers_clock_and_by_ours_where_it_tells_none(int status, string date, string until)
    {
        using var wire = new Wire(Script.Status(status, date, "Retry-After: " + until), Good);

        await wire.SendAsync("POST");

        Assert.Equal([TimeSpan.FromSeconds(17)], wire.Clock.Passed);
    }

    [Fact]
    public async Task A_date_that_has_passed_is_no_wish()
    {
        using var wire = new Wire(Script.Status(503, "Retry-After: Tue, 31 Mar 2026 11:00:00 GMT"));

        await wire.FailAsync("GET");

        Assert.NotEmpty(wire.Clock.Passed); // as long as without one: that all four are below a millisecond is out of the question
        Assert.All(wire.Clock.Passed, wait => Assert.InRange(wait.TotalSeconds, 0, 4));
    }

    [Fact]
    public async Task After_a_429_every_call_of_the_session_waits_for_its_turn()
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
    public async Task A_wait_beyond_the_time_of_a_call_is_an_error_at_once_and_slows_nobody(int status, int seconds, bool isRepeated)
    {
        using var wire = new Wire(Script.Status(status, $"Retry-After: {seconds}"), Good);

        if (isRepeated)
        {
            await wire.SendAsync("GET");
        }
        else
        {
            await wire.FailAsync("GET");
            await wire.SendAsync("GET");
        }

        Assert.Equal(isRepeated ? [TimeSpan.FromSeconds(seconds)] : [], wire.Clock.Passed);
    }

    [Fact]
    public async Task The_time_of_a_call_counts_all_its_attempts_and_waits()
    {
        using var wire = new Wire(retries: 100, Script.Status(503, "Retry-After: 100"));

        await wire.FailAsync("GET");

        Assert.Equal("503 503 503", wire.Story);
    }
}
