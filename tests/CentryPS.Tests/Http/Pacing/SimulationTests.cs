using CentryPS.Limits;

namespace CentryPS.Tests.Http.Pacing;

/// <summary>
/// How near a session comes to what a server allows, and how seldom it is refused, on a clock that jumps. The same servers are
/// asked over HTTP by the benchmark <c>limits</c>.
/// </summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(20, 20, null, 600, 8, 0.9, 0.05)]
    [InlineData(20, 20, null, 600, 64, 0.9, 0.05)]
    [InlineData(100, 10, null, 2000, 16, 0.9, 0.05)]
    [InlineData(100, 10, null, 2000, 64, 0.9, 0.05)]
    [InlineData(20, 20, 1, 600, 8, 0.85, 0.05)]
    [InlineData(20, 20, 1, 600, 64, 0.85, 0.05)]
    [InlineData(100, 10, 1, 2000, 16, 0.8, 0.05)]
    [InlineData(100, 10, 1, 2000, 64, 0.8, 0.05)]
    [InlineData(5, 5, null, 100, 8, 0.88, 0.08)]
    [InlineData(5, 5, null, 100, 64, 0.88, 0.08)]
    [InlineData(1, 60, null, 600, 8, 0.85, 0.05)]
    [InlineData(500, 50, null, 20_000, 64, 0.85, 0.05)]
    public void Calls_a_second(double rate, double burst, int? retryAfter, int calls, int throttle, double share, double refused) =>
        Check(new TokenBucket(rate, burst) { RetryAfter = retryAfter }, calls, throttle, share, refused);

    [Theory]
    [InlineData(60, 60, false, 600, 8, 0.85, 0.05)]
    [InlineData(60, 60, false, 600, 64, 0.85, 0.065)]
    [InlineData(60, 60, true, 600, 8, 0.8, 0.055)]
    [InlineData(20, 1, false, 600, 8, 0.75, 0.05)]
    [InlineData(20, 1, true, 600, 64, 0.7, 0.05)]
    public void Calls_in_a_window(int limit, double seconds, bool slides, int calls, int throttle, double share, double refused) =>
        Check(new TimeWindow(limit, seconds, slides), calls, throttle, share, refused);

    [Theory]
    [InlineData(5, 0.1, 10, 1000, 64, 0.9, 0.05)]
    [InlineData(5, 0.1, 10, 1000, 16, 0.9, 0.05)]
    [InlineData(50, 0.1, 20, 5000, 64, 0.9, 0.05)]
    [InlineData(1, 0.05, 2, 500, 64, 0.9, 0.05)]
    [InlineData(2, 1.5, 4, 200, 64, 0.9, 0.08)]
    public void Calls_at_once(int workers, double each, int queue, int calls, int throttle, double share, double refused) =>
        Check(new Workers(workers, each, queue), calls, throttle, share, refused);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    public void Calls_that_nginx_delays(int throttle) => Check(new EvenDelay(20, 5), 120, throttle, 0.9, 0.05);

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    public void A_limit_that_is_told_by_503(int throttle) => Check(new TokenBucket(20, 5, status: 503), 300, throttle, 0.88, 0.05);

    [Theory]
    [InlineData(40, 20, 2000, 8)]
    [InlineData(40, 20, 2000, 64)]
    [InlineData(100, 10, 5000, 64)]
    public void A_limit_that_halves_and_doubles_again(double rate, double burst, int calls, int throttle) =>
        Check(new TokenBucket(time => time is > 20 and < 40 ? rate / 2 : rate, burst), calls, throttle, 0.85, 0.08);

    [Fact]
    public void With_no_limit_in_sight_as_many_calls_are_in_flight_as_the_throttle_allows_after_a_few_round_trips()
    {
        var run = new Simulation(new Workers(1000, 0.02, 0)).Run(6400, 64);

        Assert.InRange(run.Clock.Seconds, 2, 2.2);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(64, 8)]
    public void Two_processes_share_a_limit(int throttle, int otherThrottle)
    {
        const int Calls = 2000;
        var run = new Simulation(new TokenBucket(40, 20));

        run.Clock.Run(Task.WhenAny(run.MakeAsync(run.Session(), Calls, throttle), run.MakeAsync(run.Session(), Calls, otherThrottle)));

        Assert.InRange(run.ServedAt.Count - Calls, Calls / 4, Calls);
        Assert.InRange(run.Share, 0.8, 1);
        Assert.Empty(run.Lost);
    }

    private static void Check(ServerLimit limit, int calls, int throttle, double share, double refused)
    {
        var run = new Simulation(limit).Run(calls, throttle);

        Assert.Empty(run.Lost);
        Assert.Equal(calls, limit.Accepted);
        Assert.True(run.Share >= share && run.Refused <= refused, $"share {run.Share:0.000} (≥ {share}), refused {run.Refused:0.000} (≤ {refused})");
    }
}
