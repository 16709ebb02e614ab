using CentryPS.Limits;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>What a refusal costs, and when there are too many of them.</summary>
public sealed class FlowControlTests
{
    private const double Minute = 60;

    [Fact]
    public void Retry_After_is_obeyed_once_for_all_calls_that_were_refused()
    {
        var run = new Simulation(new ScriptedLimit((now, call) => now < 1 && call > 2 ? 429 : 200) { RetryAfter = 17 }).Run(50, 16);

        Assert.InRange(run.ServedAt[2], 17, 17.5);
        Assert.Empty(run.Lost);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void What_a_server_refuses_that_serves_others_costs_no_retry(int status)
    {
        var run = new Simulation(new ScriptedLimit((_, call) => call % 10 == 0 ? status : 200));
        var session = run.Session(retries: 1); // for the last one, which is alone

        run.Clock.Run(run.MakeAsync(session, 500, 8));

        Assert.Empty(run.Lost);
        Assert.All(Enumerable.Range(0, 99), _ => Assert.True(session.Budget.TrySpend(failure: null)));
    }

    [Theory]
    [InlineData(1, 0.02, 0)]
    [InlineData(1, 0.05, 0)]
    [InlineData(2, 0.02, 0.1)]
    [InlineData(4, 0.03, 0.1)]
    public void What_a_server_refuses_now_and_then_however_fast_it_is_asked_slows_nobody_down(int throttle, double refused, double dropped)
    {
        var chance = new Random(20261127);
        var limit = new ScriptedLimit((_, _) => chance.NextDouble() is var luck && luck < refused ? 503 : luck < refused + dropped ? ScriptedLimit.Dropped : 200);
        var run = new Simulation(limit);

        run.Clock.Run(run.MakeAsync(run.Session(retries: 10), 5000, throttle));

        Assert.Empty(run.Lost);
        var each = 0.02 + (((throttle == 1 ? refused : 0) + dropped) * 0.25); // an answer, and the wait that one costs that nobody else had meanwhile
        Assert.InRange(run.Clock.Seconds, 0, 2 * 5000 * each / throttle);
    }

    [Fact]
    public async Task After_any_number_of_refusals_an_answer_that_cannot_be_read_is_asked_for_again()
    {
        byte[] refused = Script.Status(429, "Retry-After: 1");
        byte[] unreadable = RawServer.Json("<html>");
        using var wire = new Wire(RawServer.Json("[]"), refused, refused, refused, refused, refused, refused, unreadable, RawServer.Json("[]"));

        await wire.SendAsync("PUT");

        Assert.Equal("[]", await wire.SendAsync("PUT"));
        Assert.Equal("200 429 429 429 429 429 429 200 200", wire.Story);
    }

    [Fact]
    public void A_limit_that_is_used_up_for_a_minute_ends_nothing()
    {
        var run = new Simulation(new ScriptedLimit((now, call) => call < 40 || now > Minute ? 200 : 429)).Run(200, 16);

        Assert.Empty(run.Lost);
    }

    [Theory]
    [InlineData(429, CentryErrorCode.RateLimited)]
    [InlineData(503, CentryErrorCode.ServerError)]
    public void A_server_that_has_never_served_ends_a_bulk_soon(int status, CentryErrorCode code)
    {
        var run = new Simulation(new ScriptedLimit((_, _) => status)).Run(50_000, 8);

        Assert.InRange(run.Clock.Seconds, 1, Minute);
        Assert.All(run.Lost, failure => Assert.Equal(code, failure.ErrorCode));
        Assert.True(run.Lost[^1].IsFinal);
        Assert.False(run.Lost[0].IsFinal);
    }

    [Theory]
    [InlineData(429, 150)]
    [InlineData(503, Minute)]
    public void A_server_that_serves_nobody_any_more_ends_a_bulk(int status, double within)
    {
        var run = new Simulation(new ScriptedLimit((now, _) => now < 10 ? 200 : status)).Run(50_000, 8);

        Assert.InRange(run.Clock.Seconds, 11, 10 + within);
        Assert.Contains(run.Lost, failure => failure.IsFinal);
    }

    [Theory]
    [InlineData(429, null, CentryErrorCode.RateLimited)]
    [InlineData(429, 1, CentryErrorCode.RateLimited)]
    [InlineData(503, null, CentryErrorCode.ServerError)]
    public void What_is_refused_to_one_call_alone_is_its_own_error_and_holds_nobody_up(int status, int? retryAfter, CentryErrorCode code)
    {
        var run = new Simulation(new Workers(100, 0.02, 0) { RetryAfter = retryAfter }) { Picky = (390, status) }.Run(400, 16);

        Assert.Equal((code, false), (Assert.Single(run.Lost).ErrorCode, run.Lost[0].IsFinal));
        Assert.Equal(399, run.ServedAt.Count);
        Assert.InRange(run.Clock.Seconds, 0, 60);
    }

    [Fact]
    public void A_server_that_wants_no_calls_for_an_hour_is_asked_no_more()
    {
        var run = new Simulation(new TokenBucket(50, 10) { RetryAfter = 3600 }).Run(3000, 16);

        Assert.True(run.Lost[0].IsFinal);
        Assert.Contains("60 minutes", run.Lost[0].Message);
        Assert.InRange(run.ServedAt.Count, 1, 30);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_call_that_nobody_serves_is_repeated_as_often_as_was_allowed(int retries)
    {
        using var wire = new Wire(retries, Script.Status(429));

        var failure = await wire.FailAsync("PUT");

        Assert.Equal((CentryErrorCode.RateLimited, false), (failure.ErrorCode, failure.IsFinal));
        Assert.Equal(retries + 1, wire.Server.Requests);
    }

    [Fact]
    public void A_call_that_waits_for_its_turn_has_not_failed_however_long_it_waits()
    {
        var run = new Simulation(new TokenBucket(0.1, 1)).Run(60, 64);

        Assert.InRange(run.Clock.Seconds, 590, 1200);
        Assert.Empty(run.Lost);
    }

    [Theory]
    [InlineData("RateLimit-Remaining: 0", "RateLimit-Reset: 30")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 30")]
    [InlineData("X-Rate-Limit-Remaining: 0", "X-Rate-Limit-Reset: 30")]
    [InlineData("RateLimit: limit=60, remaining=0, reset=30", "X: y")]
    [InlineData("RateLimit: \"default\";r=0;t=30", "RateLimit-Policy: \"default\";q=60;w=60")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1774958430")]
    public async Task When_the_server_says_that_no_calls_are_left_nobody_asks_until_there_are(string left, string reset)
    {
        using var wire = new Wire(Script.Status(200, left, reset, "Date: Tue, 31 Mar 2026 12:00:00 GMT"), RawServer.Json("[]"));

        await wire.SendAsync("GET");
        Assert.Empty(wire.Clock.Passed);
        await wire.SendAsync("GET");

        Assert.Equal([30], wire.Clock.Passed.Select(wait => Math.Round(wait.TotalSeconds, 3)));
        Assert.Equal("200 200", wire.Story);
    }

    [Theory]
    [InlineData("X-RateLimit-Remaining: 1", "X-RateLimit-Reset: 30")]
    [InlineData("X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 3600")]
    [InlineData("X-RateLimit-Remaining: none", "X-RateLimit-Reset: soon")]
    [InlineData("X-RateLimit-Remaining: 0", "X: y")]
    public async Task Otherwise_such_headers_change_nothing(string left, string reset)
    {
        using var wire = new Wire(Script.Status(200, left, reset), RawServer.Json("[]"));

        await wire.SendAsync("GET");
        await wire.SendAsync("GET");

        Assert.Empty(wire.Clock.Passed);
    }
}
