using CentryPS.Api;
using CsCheck;

namespace CentryPS.Tests.Api;

/// <summary>A list read concurrently has the same objects in the same order as one read page by page.</summary>
public sealed class ConcurrentPagerTests
{
    private const uint Now = 0x6A000000;

    // Bursts, days of different density, gaps, and many ids within one second.
    private static readonly Gen<uint[]> Times = Gen.OneOf(
        Gen.UInt[0, 5_000_000],
        Gen.UInt[0, 100_000],
        Gen.UInt[0, 20],
        Gen.Const(7u)).Array[0, 60].Array[0, 4].Select(parts => parts.SelectMany((part, i) => part.Select(second => (uint)(i * 2_000_000) + second)).ToArray());

    private readonly FakeTime _time = new();

    [Fact]
    public void Concurrent_list_equals_the_sequential_list() => Gen.Select(Times, Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 9], Gen.Int[0, 1_000_000])
        .Sample((times, pageSize, serverLimit, throttle, seed) =>
        {
            var server = new ListServer(Now, times, Math.Min(pageSize, serverLimit), seed);

            Assert.Equal(server.Ids, Read(server, throttle));
        });

    [Fact]
    public void Objects_that_exist_throughout_the_read_are_returned_once_and_in_order(
        ) => Gen.Select(Times, Gen.Int[1, 12], Gen.Int[1, 9], Gen.Int[0, 1_000_000])
        .Sample((times, limit, throttle, seed) =>
        {
            var server = new ListServer(Now, times, limit, seed) { Changes = 30 };

            var read = Read(server, throttle);

            Assert.Equal(read.Distinct().Order(StringComparer.Ordinal), read);
            Assert.Empty(server.AlwaysPresent.Except(read));
            Assert.Empty(read.Except(server.EverPresent));
        });

    [Theory]
    [InlineData(ListServer.Defect.IgnoresUnknownIds)]
    [InlineData(ListServer.Defect.Descends)]
    public void Server_with_another_order_or_continuation_is_read_page_by_page(ListServer.Defect defect)
    {
        var server = new ListServer(Now, [.. Enumerable.Range(0, 90).Select(i => (uint)(i * 3600))], 10, seed: 1) { Behavior = defect };

        Assert.Equal(server.Ids, Read(server, 8).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Server_that_refuses_an_unknown_id_is_read_page_by_page()
    {
        var server = new ListServer(Now, [.. Days(1)], 100, seed: 1) { Behavior = ListServer.Defect.RefusesUnknownIds };

        Assert.Equal(server.Ids, Read(server, 8));
    }

    [Fact]
    public void Empty_page_before_nonempty_pages_does_not_end_the_list()
    {
        var server = new ListServer(Now, [.. Days(1)], 100, seed: 1) { Behavior = ListServer.Defect.IsEmptyOnce, ReleasesAll = true };

        Assert.Equal(server.Ids, Read(server, 8));
    }

    [Fact]
    public void Server_with_smaller_pages_than_requested_is_read_concurrently()
    {
        var server = new ListServer(Now, [.. Days(1)], 50, seed: 1) { ReleasesAll = true };

        Assert.Equal(server.Ids, Read(server, 8, limit: 1000));

        Assert.InRange(server.Rounds, 1, server.Ids.Length / 50 / 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Long_gap_before_a_dense_stretch_costs_few_calls(int seed)
    {
        uint[] times = [.. Enumerable.Range(0, 2500).Select(i => (uint)(i * 60)), .. Enumerable.Range(0, 2500).Select(i => 9_990_000u + (uint)i)];
        var server = new ListServer(Now, times, 100, seed);

        Assert.Equal(server.Ids, Read(server, 8));

        Assert.InRange(server.Requests, 51, 90);
    }

    [Fact]
    public void Ids_of_one_second_are_read_page_by_page()
    {
        var server = new ListServer(Now, [.. Enumerable.Repeat(7u, 500)], 10, seed: 1);

        Assert.Equal(server.Ids, Read(server, 8));
        Assert.Equal(51, server.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Dense_days_cost_few_additional_calls_and_far_fewer_round_trips(int density)
    {
        var server = new ListServer(Now, [.. Days(density)], 100, seed: 1) { ReleasesAll = true };

        Assert.Equal(server.Ids, Read(server, 8));

        var pages = (server.Ids.Length / 100) + 2;
        Assert.InRange(server.Requests, pages, pages * 1.4);
        Assert.InRange(server.Rounds, 1, pages / 4.0);
    }

    [Fact]
    public void Pages_are_prefetched_only_for_the_wanted_number_of_objects()
    {
        var server = new ListServer(Now, [.. Days(1)], 100, seed: 1) { ReleasesAll = true };

        Read(server, 8, wanted: 250);

        Assert.InRange(server.Requests, 3, 4);
    }

    private static IEnumerable<uint> Days(int density) => Enumerable.Range(0, 28)
        .SelectMany(day => Enumerable.Range(0, day % 7 == 2 ? 113 * density : 113).Select(i => (uint)((day * 86_400) + (i * 86_400 / (day % 7 == 2 ? 113 * density : 113)))));

    private List<string> Read(ListServer server, int throttle, int wanted = int.MaxValue, int limit = 0)
    {
        var pager = new ConcurrentPager<string>("/list", server.FetchAsync, id => id, Math.Max(limit, server.Limit), throttle, _time) { Wanted = wanted };
        var all = new List<string>();
        while (!pager.IsComplete && all.Count < wanted)
        {
            var next = pager.NextAsync();
            while (!next.IsCompleted)
            {
                server.Release();
            }

            all.AddRange(next.GetAwaiter().GetResult());
            pager.Wanted = wanted - all.Count;
        }

        return all;
    }

    private sealed class FakeTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(Now);
    }
}
