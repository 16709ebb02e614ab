using System.Collections.Concurrent;
using System.Globalization;

namespace CentryPS.Benchmarks.Server;

/// <summary>
/// Lists of ObjectIds, which begin with their creation time; the last one is created when the server starts.
/// <c>weeks.3</c> has 5,000 ids over four weeks, with random seed 3; <c>second</c> has 5,000 in one second; any other
/// name has <see cref="Samples.Count"/> over a year.
/// </summary>
internal static class IdLists
{
    /// <summary>The number of ids in the smaller lists.</summary>
    public const int Few = 5_000;

    // Two days of a week have five times as many ids as the others.
    private static readonly int[] Days = [0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6];
    private static readonly long End = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    private static readonly ConcurrentDictionary<string, string[]> All = new();

    /// <summary>Returns the page of ids after an id.</summary>
    public static ArraySegment<string> Page(string name, string? after, int limit)
    {
        var ids = All.GetOrAdd(name, Create);
        var found = after is null ? -1 : Array.BinarySearch(ids, after, StringComparer.Ordinal);
        var first = found < 0 && after is not null ? ~found : found + 1;
        return new ArraySegment<string>(ids, first, Math.Min(limit, ids.Length - first));
    }

    private static string[] Create(string name) => name.Split('.') switch
    {
        ["weeks", var seed] => Create(Few, weeks: 4, int.Parse(seed, CultureInfo.InvariantCulture)),
        ["second"] => Ids(Enumerable.Repeat(End, Few)),
        _ => Create(Samples.Count, weeks: 52, seed: 0),
    };

    private static string[] Create(int count, int weeks, int seed)
    {
        var random = new Random(seed);
        return Ids(Enumerable.Range(0, count).Select(_ => Time()).Order());

        long Time()
        {
            var day = (Days[random.Next(Days.Length)] + seed) % 7;
            return End - (((random.Next(weeks) * 7L) + day) * 86_400) - random.Next(86_400);
        }
    }

    private static string[] Ids(IEnumerable<long> times) => [.. times.Select((time, i) => $"{time:x8}{i:x16}")];
}
