namespace CentryPS.Benchmarks.Pictures;

/// <summary>Reads the calls of a bar from the figures of their start and end: <c>8.0.from</c>, <c>8.0.to</c>.</summary>
internal static class Timeline
{
    /// <summary>Returns the calls, each in a lane that was free when it started.</summary>
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

    /// <summary>A call with its times in milliseconds.</summary>
    internal sealed record Call(int Lane, double From, double To);
}
