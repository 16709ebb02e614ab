using CentryPS.Limits;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>
/// A session uses most of a server's limit with few refusals. The tests run on a simulated clock; the benchmark
/// <c>limits</c> measures the same servers over HTTP.
/// </summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData("20 calls/s, burst 20, 8 in flight", 20, 20, null, 600, 8, 0.9, 0.05)]
    [InlineData("20 calls/s, burst 20, 64 in flight", 20, 20, null, 600, 64, 0.9, 0.05)]
    [InlineData("100 calls/s, burst 10, 16 in flight", 100, 10, null, 2000, 16, 0.9, 0.05)]
    [InlineData("100 calls/s, burst 10, 64 in flight", 100, 10, null, 2000, 64, 0.9, 0.05)]
    [InlineData("20 calls/s, burst 20, Retry-After 1, 8 in flight", 20, 20, 1, 600, 8, 0.85, 0.05)]
    [InlineData("20 calls/s, burst 20, Retry-After 1, 64 in flight", 20, 20, 1, 600, 64, 0.85, 0.05)]
    [InlineData("100 calls/s, burst 10, Retry-After 1, 16 in flight", 100, 10, 1, 2000, 16, 0.8, 0.05)]
    [InlineData("100 calls/s, burst 10, Retry-After 1, 64 in flight", 100, 10, 1, 2000, 64, 0.8, 0.05)]
    [InlineData("5 calls/s, burst 5, 8 in flight", 5, 5, null, 100, 8, 0.88, 0.08)]
    [InlineData("5 calls/s, burst 5, 64 in flight", 5, 5, null, 100, 64, 0.88, 0.08)]
    [InlineData("1 call/s, burst 60, 8 in flight", 1, 60, null, 600, 8, 0.85, 0.05)]
    [InlineData("500 calls/s, burst 50, 64 in flight", 500, 50, null, 20_000, 64, 0.85, 0.05)]
    public void Session_uses_most_of_a_rate_limit_with_few_refusals(
        string server, double rate, double burst, int? retryAfter, int calls, int throttle, double share, double refused) =>
        Check(server, seed => new TokenBucket(rate, burst) { RetryAfter = retryAfter, Seed = seed }, calls, throttle, share, refused);

    [Theory]
    [InlineData("60 per fixed minute, 8 in flight", 60, 60, false, 600, 8, 0.82, 0.07)]
    [InlineData("60 per fixed minute, 64 in flight", 60, 60, false, 600, 64, 0.82, 0.08)]
    [InlineData("60 per sliding minute, 8 in flight", 60, 60, true, 600, 8, 0.77, 0.065)]
    [InlineData("20 per fixed second, 8 in flight", 20, 1, false, 600, 8, 0.75, 0.05)]
    [InlineData("20 per sliding second, 64 in flight", 20, 1, true, 600, 64, 0.68, 0.05)]
    public void Session_uses_most_of_a_window_limit_with_few_refusals(
        string server, int limit, double seconds, bool isSliding, int calls, int throttle, double share, double refused) =>
        Check(server, seed => new TimeWindow(limit, seconds, isSliding) { Seed = seed }, calls, throttle, share, refused);

    [Theory]
    [InlineData("5 workers, queue of 10, 64 in flight", 5, 0.1, 10, 1000, 64, 0.9, 0.05)]
    [InlineData("5 workers, queue of 10, 16 in flight", 5, 0.1, 10, 1000, 16, 0.9, 0.05)]
    [InlineData("50 workers, queue of 20, 64 in flight", 50, 0.1, 20, 5000, 64, 0.9, 0.05)]
    [InlineData("1 worker of 50 ms, queue of 2, 64 in flight", 1, 0.05, 2, 500, 64, 0.9, 0.07)]
    [InlineData("2 workers of 1.5 s, queue of 4, 64 in flight", 2, 1.5, 4, 200, 64, 0.9, 0.08)]
    public void Session_uses_most_of_a_concurrency_limit_with_few_refusals(
        string server, int workers, double serviceTime, int queue, int calls, int throttle, double share, double refused) =>
        Check(server, seed => new Workers(workers, serviceTime, queue) { Seed = seed }, calls, throttle, share, refused);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    public void Session_uses_most_of_an_nginx_limit_with_few_refusals(int throttle) =>
        Check("nginx limit_req, 20 calls/s, burst 5", seed => new LeakyBucket(20, 5) { Seed = seed }, 120, throttle, 0.9, 0.05);

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    public void Session_uses_most_of_a_limit_that_refuses_with_503_with_few_refusals(int throttle) =>
        Check("20 calls/s, burst 5, refused with 503", seed => new TokenBucket(20, 5, status: 503) { Seed = seed }, 300, throttle, 0.88, 0.15);

    [Theory]
    [InlineData("40 calls/s, burst 20, 8 in flight", 40, 20, 2000, 8)]
    [InlineData("40 calls/s, burst 20, 64 in flight", 40, 20, 2000, 64)]
    [InlineData("100 calls/s, burst 10, 64 in flight", 100, 10, 5000, 64)]
    public void Session_uses_most_of_a_limit_that_halves_and_recovers_with_few_refusals(
        string server, double rate, double burst, int calls, int throttle) =>
        Check(server, seed => new TokenBucket(time => time is > 20 and < 40 ? rate / 2 : rate, burst) { Seed = seed }, calls, throttle, 0.85, 0.08);

    [Fact]
    public void Session_without_a_limit_reaches_its_throttle_after_a_few_round_trips()
    {
        var run = new Simulation(new Workers(1000, 0.02, 0)).Run(6400, 64);

        Assert.InRange(run.Clock.Seconds, 2, 2.2);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(64, 8)]
    public void Two_processes_share_a_limit_fairly(int throttle, int otherThrottle)
    {
        const int Calls = 2000;
        Assert.All([20261124, 1, 2], seed =>
        {
            var run = new Simulation(new TokenBucket(40, 20) { Seed = seed });

            run.Clock.Run(Task.WhenAny(run.MakeAsync(run.Session(), Calls, throttle), run.MakeAsync(run.Session(), Calls, otherThrottle)));

            Assert.InRange(run.ServedAt.Count - Calls, Calls / 4, Calls);
            Assert.InRange(run.Share, 0.8, 1);
            Assert.Empty(run.Failures);
        });
    }

    private static void Check(string server, Func<int, ServerLimit> create, int calls, int throttle, double share, double refused) =>
        Assert.All([20261124, 1, 2], seed =>
        {
            var limit = create(seed);
            var run = new Simulation(limit).Run(calls, throttle);

            Assert.Empty(run.Failures);
            Assert.Equal(calls, limit.Accepted);
            Assert.True(run.Share >= share && run.Refused <= refused, $"{server}: share {run.Share:0.000} (≥ {share}), refused {run.Refused:0.000} (≤ {refused})");
        });
}
