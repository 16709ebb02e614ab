using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CentryPS.Sandbox.Server.Http;

/// <summary>The <c>Accept</c> header of a request.</summary>
internal static class AcceptHeader
{
    /// <summary>True if the header allows JSON; the most specific media range decides.</summary>
    public static bool AcceptsJson(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || accept == "application/json")
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            return accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);
        }

        var best = ranges.Where(IsJson).OrderByDescending(Specificity).FirstOrDefault();
        return best is not null && best.Quality is not 0;
    }

    private static bool IsJson(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes
            || (range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && (range.MatchesAllSubTypes || range.SubType.Equals("json", StringComparison.OrdinalIgnoreCase)));

    private static int Specificity(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
}
