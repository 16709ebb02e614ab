using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>
/// Builds list filters as Centry has them: by exact or bounded dates, and by the resource's own parameters.
/// </summary>
internal static class ListFilter
{
    // A date without an offset must not depend on the time zone of the machine.
    private const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;

    private static readonly string[] Dates = ["created_at", "updated_at"];

    /// <summary>Returns the filter that a query specifies; null if it specifies none.</summary>
    /// <param name="query">The query string.</param>
    /// <param name="own">
    /// The resource's filters: parameter names, and the attributes that must equal their values.
    /// </param>
    public static Func<JsonObject, bool>? From(IQueryCollection query, IReadOnlyDictionary<string, string> own)
    {
        var tests = Dates.SelectMany(date => ByDate(query, date)).Concat(ByValue(query, own)).ToArray();
        return tests.Length == 0 ? null : item => tests.All(test => test(item));
    }

    private static IEnumerable<Func<JsonObject, bool>> ByValue(IQueryCollection query, IReadOnlyDictionary<string, string> own) =>
        from pair in own
        where query.ContainsKey(pair.Key)
        let wanted = query[pair.Key].ToString()
        select (Func<JsonObject, bool>)(item => item[pair.Value]?.ToString() == wanted);

    private static IEnumerable<Func<JsonObject, bool>> ByDate(IQueryCollection query, string attribute)
    {
        var comparisons = new (string Suffix, Func<int, bool> Holds)[]
        {
            (string.Empty, order => order == 0),
            ("_gte", order => order >= 0),
            ("_lte", order => order <= 0),
            ("_gt", order => order > 0),
            ("_lt", order => order < 0),
        };
        foreach (var (suffix, holds) in comparisons)
        {
            if (DateTimeOffset.TryParse(query[attribute + suffix], CultureInfo.InvariantCulture, Style, out var bound))
            {
                yield return item => DateTimeOffset.TryParse(item[attribute]?.ToString(), CultureInfo.InvariantCulture, Style, out var date)
                    && holds(date.CompareTo(bound));
            }
        }
    }
}
