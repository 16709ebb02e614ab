using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>Centry's filters of lists: times exact or by bounds, and each resource's own.</summary>
internal static class ListFilter
{
    // A date without an offset means the same on every machine.
    private const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;

    private static readonly string[] Dates = ["created_at", "updated_at"];

    /// <summary>The filter that a query asks for; null where it asks for none.</summary>
    /// <param name="query">The query.</param>
    /// <param name="own">The resource's own filters: a parameter's name and the attribute that must equal its value.</param>
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
