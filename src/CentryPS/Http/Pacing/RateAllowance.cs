using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CentryPS.Http.Pacing;

/// <summary>How many calls a server says are left, and for how long they have to do.</summary>
/// <param name="Calls">Calls that are left.</param>
/// <param name="Seconds">Until there are more.</param>
internal readonly record struct RateAllowance(double Calls, double Seconds)
{
    /// <summary>What is above this is a moment, in seconds since 1970, and not a time to wait.</summary>
    private const double LongestReset = 1e9;

    private static readonly string[] Prefixes = ["RateLimit-", "X-RateLimit-", "X-Rate-Limit-"];

    private static readonly Regex Left = new(@"(^|[;,\s])(r|remaining)=(?<n>\d+)", RegexOptions.ExplicitCapture);
    private static readonly Regex Reset = new(@"(^|[;,\s])(t|reset)=(?<n>\d+)", RegexOptions.ExplicitCapture);

    /// <summary>
    /// Reads <c>RateLimit</c> (IETF draft httpapi-ratelimit-headers), <c>RateLimit-Remaining</c> with <c>RateLimit-Reset</c> of its
    /// earlier versions, or <c>X-RateLimit-…</c>, as is common; null where the server does not say.
    /// </summary>
    /// <param name="headers">The headers of an answer.</param>
    /// <param name="now">The time here, where the server does not tell its own.</param>
    public static RateAllowance? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Value(headers, "RateLimit") is { } line && Left.Match(line) is { Success: true } left && Reset.Match(line) is { Success: true } reset)
        {
            return Create(left.Groups["n"].Value, reset.Groups["n"].Value, now);
        }

        return Prefixes
            .Select(prefix => Create(Value(headers, prefix + "Remaining"), Value(headers, prefix + "Reset"), headers.Date ?? now))
            .FirstOrDefault(allowance => allowance is not null);
    }

    private static RateAllowance? Create(string? left, string? reset, DateTimeOffset now) =>
        Number(left) is { } calls && Number(reset) is { } seconds
            ? new RateAllowance(calls, seconds > LongestReset ? Math.Max(0, seconds - now.ToUnixTimeMilliseconds() / 1000.0) : seconds)
            : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
