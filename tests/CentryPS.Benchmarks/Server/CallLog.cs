using System.Collections.Concurrent;
using System.Globalization;

namespace CentryPS.Benchmarks.Server;

/// <summary>
/// Records when each call of a list arrived and was answered, in milliseconds since the server started.
/// </summary>
internal static class CallLog
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> All = new();

    public static void Add(string segment, TimeSpan arrived, TimeSpan answered) => All.GetOrAdd(segment, _ => new())
        .Enqueue(string.Create(CultureInfo.InvariantCulture, $"{arrived.TotalMilliseconds} {answered.TotalMilliseconds}"));

    /// <summary>Removes and returns the calls of a list.</summary>
    public static string Take(string segment) => All.TryRemove(segment, out var calls) ? string.Join(' ', calls) : string.Empty;
}
