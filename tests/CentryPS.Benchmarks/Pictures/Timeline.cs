namespace CentryPS.Benchmarks.Pictures;

/// <summary>The calls of a bar of a panel, whose figures say when each began and ended: <c>8.0.from</c>, <c>8.0.to</c>.</summary>
internal static class Timeline
{
    /// <summary>The calls, each in a lane that was free when it began.</summary>
    /// <param name="bar">The name of the bar.</param>
    /// <param name="figures">The figures of the panel.</param>
    public static IReadOnlyList<Call> Calls(string bar, IReadOnlyDictionary<string, double> figures)
    {
        List<double> lanes = [];
        List<Call> calls = [];
        for (var i = 0; figures.TryGetValue($"{bar}.{i}.from", out var from); i++)
        {
            var lane = lanes.FindIndex(free => free <= from);
            if (lane < 0)
            {
                lane = lanes.Count;
                lanes.Add(0);
            }

            lanes[lane] = figures[$"{bar}.{i}.to"];
            calls.Add(new Call(lane, from, lanes[lane]));
        }

        return calls;
    }

    /// <summary>A call, in milliseconds.</summary>
    internal sealed record Call(int Lane, double From, double To);
}
