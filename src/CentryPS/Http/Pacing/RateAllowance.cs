using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CentryPS.Http.Pacing;

/// <summary>The remaining calls that a server announces.</summary>
/// <param name="Calls">The number of calls until the reset.</param>
/// <param name="Seconds">The time until the reset.</param>
internal readonly record struct RateAllowance(double Calls, double Seconds)
{
    /// <summary>A larger reset value is a Unix time, not a delay.</summary>
    private const double LongestReset = 1e9;

    private static readonly string[] Prefixes = ["RateLimit-", "X-RateLimit-", "X-Rate-Limit-"];

    private static readonly Regex Left = new(@"(^|[;,\s])(r|remaining)=(?<n>\d+)", RegexOptions.ExplicitCapture);
    private static readonly Regex Reset = new(@"(^|[;,\s])(t|reset)=(?<n>\d+)", RegexOptions.ExplicitCapture);

    /// <summary>
    /// Reads <c>RateLimit</c> (IETF draft httpapi-ratelimit-headers), <c>RateLimit-Remaining</c> with
    /// <c>RateLimit-Reset</c> (earlier versions of the draft) or the common <c>X-RateLimit-...</c> headers. Returns
    /// null if there are none.
    /// </summary>
    /// <param name="headers">The headers of a response.</param>
    /// <param name="now">The local time, which is used if the response has no <c>Date</c> header.</param>
    public static RateAllowance? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Value(headers, "RateLimit") is { } line
            && Left.Match(line) is { Success: true } left
            && Reset.Match(line) is { Success: true } reset)
        {
            return Create(left.Groups["n"].Value, reset.Groups["n"].Value, now);
        }

        return Prefixes
            .Select(prefix => Create(
                Value(headers, prefix + "Remaining"),
                Value(headers, prefix + "Reset"),
                headers.Date ?? now))
            .FirstOrDefault(allowance => allowance is not null);
    }

    private static RateAllowance? Create(string? left, string? reset, DateTimeOffset now) =>
        Number(left) is { } calls && Number(reset) is { } seconds
            ? new RateAllowance(
                calls,
                seconds > LongestReset ? Math.Max(0, seconds - now.ToUnixTimeMilliseconds() / 1000.0) : seconds)
            : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
