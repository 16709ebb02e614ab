using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CentryPS.Limits;
using Microsoft.AspNetCore.Http;

namespace CentryPS.Benchmarks.Server;

/// <summary>
/// Limits callers. The first segment of the path specifies the limit and creates it on first use:
/// <c>bucket-20-20</c> (calls a second, at once), <c>bucket-20-20-1</c> (with <c>Retry-After: 1</c>),
/// <c>workers-5-100-10</c> (workers, milliseconds, queue) and <c>halves-40-20-15</c> (calls a second, at once; half
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
        var verdict = running.Ask();
        await Task.Delay(TimeSpan.FromSeconds(verdict.Seconds));
        context.Response.StatusCode = verdict.Status;
        if (verdict.IsAccepted)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(body);
        }
        else if (running.Limit.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Returns the calls accepted, refused, and allowed until the last accepted call.</summary>
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

    private sealed class Running(ServerLimit limit, long began)
    {
        private double _last;
        private readonly Lock _lock = new();

        public ServerLimit Limit => limit;

        public Verdict Ask()
        {
            lock (_lock)
            {
                var now = Stopwatch.GetElapsedTime(began).TotalSeconds;
                var verdict = limit.Ask(now);
                if (verdict.IsAccepted)
                {
                    _last = now;
                }

                return verdict;
            }
        }

        public string Report()
        {
            lock (_lock)
            {
                return FormattableString.Invariant($"{limit.Accepted} {limit.Refused} {limit.Allows(_last)}");
            }
        }
    }
}
