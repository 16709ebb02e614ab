using System.Diagnostics;

namespace CentryPS.Benchmarks.Running;

/// <summary>Things measured side by side: in each round each once, so that a noisy moment strikes all.</summary>
internal static class Contest
{
    public const int Rounds = 5;

    /// <summary>The median of each, after a round that does not count.</summary>
    public static double[] Run(int rounds, params Func<double>[] contestants)
    {
        var results = contestants.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var result = contestants[i]();
                if (round >= 0)
                {
                    results[i].Add(result);
                }
            }
        }

        return [.. results.Select(Median)];
    }

    /// <summary>How many a second.</summary>
    public static double Rate(int count, Action act)
    {
        var started = Stopwatch.GetTimestamp();
        act();
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
