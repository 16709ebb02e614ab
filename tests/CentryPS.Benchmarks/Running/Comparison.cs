using System.Diagnostics;

namespace CentryPS.Benchmarks.Running;

/// <summary>
/// Measures alternatives in turns, one measurement each per round, so that noise affects all of them.
/// </summary>
internal static class Comparison
{
    public const int Rounds = 5;

    /// <summary>Returns the median of each alternative, after a warm-up round.</summary>
    public static double[] Run(int rounds, params Func<double>[] alternatives)
    {
        var results = alternatives.Select(_ => new List<double>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < alternatives.Length; i++)
            {
                var result = alternatives[i]();
                if (round >= 0)
                {
                    results[i].Add(result);
                }
            }
        }

        return [.. results.Select(Median)];
    }

    /// <summary>Returns the rate per second.</summary>
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
