using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CentryPS.Limits;
using Microsoft.AspNetCore.Http;

namespace CentryPS.Benchmarks.Server;

/// <summary>
/// Limits callers. The first segment of the path specifies the limit and creates it on first use:
/// <c>bucket-20-20</c> (calls per second, burst), <c>bucket-20-20-1</c> (with <c>Retry-After: 1</c>),
/// <c>workers-5-100-10</c> (workers, milliseconds, queue) and <c>halves-40-20-15</c> (calls per second, burst; half
/// the rate between 15 and 30 seconds).
/// </summary>
internal static class LimitedServer
{
    private static readonly ConcurrentDictionary<string, Running> All = new();

    public static bool Serves(string segment) => segment.Contains('-', StringComparison.Ordinal);

    /// <summary>Accepts or refuses a call.</summary>
    public static async Task AnswerAsync(HttpContext context, string segment, byte[] body)
    {
        var running = All.GetOrAdd(segment, _ => new Running(Create(segment.Split('-')), Stopwatch.GetTimestamp()));
        var response = running.Handle();
        await Task.Delay(TimeSpan.FromSeconds(response.Latency));
        context.Response.StatusCode = response.Status;
        if (response.IsAccepted)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(body);
        }
        else if (running.Limit.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>
    /// Returns the numbers of accepted and refused calls, and of calls allowed until the last accepted one.
    /// </summary>
    public static string Report(string segment) => All.TryGetValue(segment, out var running) ? running.Report() : "0 0 0";

    private static ServerLimit Create(string[] parts)
    {
        double Number(int i) => double.Parse(parts[i], CultureInfo.InvariantCulture);
        return parts[0] switch
        {
            "bucket" => new TokenBucket(Number(1), Number(2)) { RetryAfter = parts.Length > 4 ? (int)Number(3) : null },
            "workers" => new Workers((int)Number(1), Number(2) / 1000, (int)Number(3)),
            _ => new TokenBucket(time => time > Number(3) && time < 2 * Number(3) ? Number(1) / 2 : Number(1), Number(2)),
        };
    }

    private sealed class Running(ServerLimit limit, long startedAt)
    {
        private double _lastAcceptedAt;
        private readonly Lock _lock = new();

        public ServerLimit Limit => limit;

        public LimitResponse Handle()
        {
            lock (_lock)
            {
                var now = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
                var response = limit.Handle(now);
                if (response.IsAccepted)
                {
                    _lastAcceptedAt = now;
                }

                return response;
            }
        }

        public string Report()
        {
            lock (_lock)
            {
                var allowed = limit.MaximumCalls(_lastAcceptedAt);
                return FormattableString.Invariant($"{limit.Accepted} {limit.Refused} {allowed}");
            }
        }
    }
}
