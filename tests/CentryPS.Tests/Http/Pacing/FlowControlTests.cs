using CentryPS.Limits;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>Refusals delay the calls of a session, and many of them end a bulk run.</summary>
public sealed class FlowControlTests
{
    private const double Minute = 60;

    [Fact]
    public void Retry_after_delays_all_refused_calls_once()
    {
        var run = new Simulation(new ScriptedLimit((now, call) => now < 1 && call > 2 ? 429 : 200) { RetryAfter = 17 }).Run(50, 16);

        Assert.InRange(run.ServedAt[2], 17, 17.5);
        Assert.Empty(run.Failures);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void Refusal_costs_no_retry_while_other_calls_succeed(int status)
    {
        var run = new Simulation(new ScriptedLimit((_, call) => call % 10 == 0 ? status : 200));
        var session = run.Session(retries: 1); // the last call runs alone

        run.Clock.Run(run.MakeAsync(session, 500, 8));

        Assert.Empty(run.Failures);
        run.Clock.Run(session.Pace.SpendAsync(99));
    }

    [Theory]
    [InlineData("one at a time, 2 % refused", 1, 0.02, 0)]
    [InlineData("one at a time, 5 % refused", 1, 0.05, 0)]
    [InlineData("two in flight, 2 % refused, 10 % of the connections dropped", 2, 0.02, 0.1)]
    [InlineData("four in flight, 3 % refused, 10 % of the connections dropped", 4, 0.03, 0.1)]
    public void Random_refusals_do_not_slow_the_session_down(string server, int throttle, double refused, double dropped)
    {
        var random = new Random(20261127);
        var limit = new ScriptedLimit((_, _) => random.NextDouble() is var sample && sample < refused ? 503 : sample < refused + dropped ? ScriptedLimit.Dropped : 200);
        var run = new Simulation(limit);

        run.Clock.Run(run.MakeAsync(run.Session(retries: 10), 5000, throttle));

        Assert.Empty(run.Failures);
        // Each call takes one round trip and, per dropped connection, a wait. A refusal adds a wait only if no other
        // call runs.
        var secondsPerCall = 0.02 + (((throttle == 1 ? refused : 0) + dropped) * 0.25);
        var expected = 5000 * secondsPerCall / throttle;
        Assert.True(run.Clock.Seconds <= 2 * expected, $"{server}: {run.Clock.Seconds:0} seconds");
    }

    [Fact]
    public async Task Unreadable_response_is_retried_after_any_number_of_refusals()
    {
        byte[] refused = Script.Status(429, "Retry-After: 1");
        byte[] unreadable = RawServer.Json("<html>");
        using var wire = new Wire(RawServer.Json("[]"), refused, refused, refused, refused, refused, refused, unreadable, RawServer.Json("[]"));

        await wire.SendAsync("PUT");

        Assert.Equal("[]", await wire.SendAsync("PUT"));
        Assert.Equal("200 429 429 429 429 429 429 200 200", wire.Log);
    }

    [Fact]
    public void No_call_fails_when_the_limit_is_exhausted_for_a_minute()
    {
        var run = new Simulation(new ScriptedLimit((now, call) => call < 40 || now > Minute ? 200 : 429)).Run(200, 16);

        Assert.Empty(run.Failures);
    }

    [Theory]
    [InlineData(429, CentryErrorCode.RateLimited)]
    [InlineData(503, CentryErrorCode.ServerError)]
    public void Bulk_run_ends_within_a_minute_when_the_server_never_accepts_a_call(int status, CentryErrorCode code)
    {
        var run = new Simulation(new ScriptedLimit((_, _) => status)).Run(50_000, 8);

        Assert.InRange(run.Clock.Seconds, 1, Minute);
        Assert.All(run.Failures, failure => Assert.Equal(code, failure.ErrorCode));
        Assert.True(run.Failures[^1].IsFinal);
        Assert.False(run.Failures[0].IsFinal);
    }

    [Theory]
    [InlineData(429, 150)]
    [InlineData(503, Minute)]
    public void Bulk_run_ends_when_the_server_stops_accepting_calls(int status, double within)
    {
        var run = new Simulation(new ScriptedLimit((now, _) => now < 10 ? 200 : status)).Run(50_000, 8);

        Assert.InRange(run.Clock.Seconds, 11, 10 + within);
        Assert.Contains(run.Failures, failure => failure.IsFinal);
    }

    [Theory]
    [InlineData(429, null, CentryErrorCode.RateLimited)]
    [InlineData(429, 1, CentryErrorCode.RateLimited)]
    [InlineData(503, null, CentryErrorCode.ServerError)]
    public void Call_that_is_always_refused_fails_without_delaying_others(
        int status, int? retryAfter, CentryErrorCode code)
    {
        var run = new Simulation(new Workers(100, 0.02, 0) { RetryAfter = retryAfter }) { AlwaysRefused = (390, status) }.Run(400, 16);

        Assert.Equal((code, false), (Assert.Single(run.Failures).ErrorCode, run.Failures[0].IsFinal));
        Assert.Equal(399, run.ServedAt.Count);
        Assert.InRange(run.Clock.Seconds, 0, 60);
    }

    [Fact]
    public void Retry_after_of_an_hour_ends_the_bulk_run()
    {
        var run = new Simulation(new TokenBucket(50, 10) { RetryAfter = 3600 }).Run(3000, 16);

        Assert.True(run.Failures[0].IsFinal);
        Assert.Contains("60 minutes", run.Failures[0].Message);
        Assert.InRange(run.ServedAt.Count, 1, 30);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Refused_call_is_retried_up_to_the_maximum_retry_count(int retries)
    {
        using var wire = new Wire(retries, Script.Status(429));

        var failure = await wire.FailAsync("PUT");

        Assert.Equal((CentryErrorCode.RateLimited, false), (failure.ErrorCode, failure.IsFinal));
        Assert.Equal(retries + 1, wire.Server.Requests);
    }

    [Fact]
    public void Call_that_waits_for_its_turn_does_not_time_out()
    {
        var run = new Simulation(new TokenBucket(0.1, 1)).Run(60, 64);

        Assert.InRange(run.Clock.Seconds, 590, 1200);
        Assert.Empty(run.Failures);
    }

    [Theory]
    [InlineData("RateLimit-Remaining: 0", "RateLimit-Reset: 30")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30")]
    [InlineData("X-Rate-Limit-Remaining: 0", "X-Rate-Limit-Reset: 30")]
    [InlineData("RateLimit: limit=60, remaining=0, reset=30", "X: y")]
    [InlineData("RateLimit: \"default\";r=0;t=30", "RateLimit-Policy: \"default\";q=60;w=60")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1774958430")]
    public async Task Rate_limit_headers_without_remaining_calls_pause_the_session_until_the_reset(string left, string reset)
    {
        using var wire = new Wire(Script.Status(200, left, reset, "Date: Tue, 31 Mar 2026 12:00:00 GMT"), RawServer.Json("[]"));

        await wire.SendAsync("GET");
        Assert.Empty(wire.Clock.Passed);
        await wire.SendAsync("GET");

        Assert.Equal([30], wire.Clock.Passed.Select(wait => Math.Round(wait.TotalSeconds, 3)));
        Assert.Equal("200 200", wire.Log);
    }

    [Theory]
    [InlineData("X-RateLimit-Remaining: 1", "X-RateLimit-Reset: 30")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 3600")]
    [InlineData("X-RateLimit-Remaining: none", "X-RateLimit-Reset: soon")]
    [InlineData("X-RateLimit-Remaining: 0", "X: y")]
    public async Task Rate_limit_headers_are_ignored_when_calls_remain_or_the_reset_is_unusable(string left, string reset)
    {
        using var wire = new Wire(Script.Status(200, left, reset), RawServer.Json("[]"));

        await wire.SendAsync("GET");
        await wire.SendAsync("GET");

        Assert.Empty(wire.Clock.Passed);
    }
}
