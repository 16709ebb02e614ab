using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>
/// Builds the list filters that Centry supports: by exact or bounded dates, and by the resource's own parameters.
/// </summary>
internal static class ListFilter
{
    // A date without an offset must not depend on the time zone of the machine.
    private const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;

    private static readonly string[] Dates = ["created_at", "updated_at"];

    /// <summary>Returns the filter that a query specifies; null if it specifies none.</summary>
    /// <param name="query">The query string.</param>
    /// <param name="filters">
    /// The resource's filters: the parameter names, each with the attribute that must equal its value.
    /// </param>
    public static Func<JsonObject, bool>? From(IQueryCollection query, IReadOnlyDictionary<string, string> filters)
    {
        var conditions = Dates.SelectMany(date => ByDate(query, date)).Concat(ByValue(query, filters)).ToArray();
        return conditions.Length == 0 ? null : item => conditions.All(condition => condition(item));
    }

    private static IEnumerable<Func<JsonObject, bool>> ByValue(IQueryCollection query, IReadOnlyDictionary<string, string> filters) =>
        from pair in filters
        where query.ContainsKey(pair.Key)
        let expected = query[pair.Key].ToString()
        select (Func<JsonObject, bool>)(item => item[pair.Value]?.ToString() == expected);

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
