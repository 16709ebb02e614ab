using CentryPS.Http;

namespace CentryPS.Tests;

/// <summary>How far apart calls start, by the clock that a test holds.</summary>
public sealed class PaceTests
{
    private readonly HeldClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new Pace(_clock);

    [Fact]
    public void While_nothing_is_slowed_every_call_starts_at_once()
    {
        _pace.SpeedUp();

        Assert.Equal([0, 0, 0], Reserve(3));
    }

    [Fact]
    public void After_a_429_calls_wait_as_long_as_it_says_and_then_start_one_after_another()
    {
        SlowDown(2000);

        Assert.Equal([2000, 2050, 2100, 2150], Reserve(4));
    }

    [Fact]
    public void Each_429_doubles_the_distance_up_to_two_seconds()
    {
        int[] distances = [.. Enumerable.Range(0, 8).Select(_ =>
        {
            SlowDown(0);
            var starts = Reserve(2);
            return starts[1] - starts[0];
        })];

        Assert.Equal([50, 100, 200, 400, 800, 1600, 2000, 2000], distances);
    }

    [Fact]
    public void A_shorter_pause_does_not_shorten_one_that_runs_and_a_longer_one_lengthens_it()
    {
        SlowDown(5000);
        SlowDown(1000);
        Assert.Equal([5000], Reserve(1));

        SlowDown(9000);
        Assert.Equal([9000], Reserve(1));
    }

    [Fact]
    public void A_start_that_nobody_took_is_not_made_up_for()
    {
        SlowDown(1000);
        Advance(60_000);

        Assert.Equal([0, 50, 100], Reserve(3));
        Advance(30);
        Assert.Equal([120], Reserve(1));
    }

    [Fact]
    public void Each_success_halves_the_distance()
    {
        SlowDown(0);
        SlowDown(0);
        _pace.SpeedUp();
        Assert.Equal([0, 50], Reserve(2));

        _pace.SpeedUp();
        Assert.Equal([100, 125, 150], Reserve(3));
    }

    [Fact]
    public void After_enough_successes_nothing_is_slowed_any_more()
    {
        SlowDown(0);
        Advance(1);
        for (var distance = 50.0; distance > 1; distance /= 2)
        {
            Assert.Equal(0, Reserve(1)[0]);
            Assert.NotEqual(0, Reserve(1)[0]);
            Advance(1000);
            _pace.SpeedUp();
        }

        Assert.Equal([0, 0, 0], Reserve(3));
    }

    [Fact]
    public void A_success_of_a_call_that_was_under_way_does_not_end_the_pause()
    {
        SlowDown(10_000);
        for (var i = 0; i < 20; i++)
        {
            _pace.SpeedUp();
        }

        Assert.Equal([10_000], Reserve(1));
        Advance(10_001);
        _pace.SpeedUp();
        Assert.Equal([0, 0], Reserve(2));
    }

    [Fact]
    public void A_429_after_the_recovery_begins_again_at_the_first_distance()
    {
        SlowDown(0);
        SlowDown(0);
        SlowDown(0);
        Advance(1);
        for (var i = 0; i < 20; i++)
        {
            _pace.SpeedUp();
        }

        SlowDown(0);
        Assert.Equal([0, 50], Reserve(2));
    }

    private void SlowDown(int milliseconds) => _pace.SlowDown(TimeSpan.FromMilliseconds(milliseconds));

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private int[] Reserve(int count) => [.. Enumerable.Range(0, count).Select(_ => (int)_pace.Reserve().TotalMilliseconds)];
}
