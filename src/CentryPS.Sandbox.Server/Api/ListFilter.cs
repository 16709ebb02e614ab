using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>Centry's filters of lists: times exact or by bounds, and an order's state, shop, id and number.</summary>
internal static class ListFilter
{
    // A date without an offset means the same on every machine.
    private const DateTimeStyles Style = DateTimeStyles.AssumeUniversal;

    private static readonly string[] Dates = ["created_at", "updated_at"];
    private static readonly (string Parameter, string Attribute)[] Values =
        [("status", "_status"), ("origin", "origin"), ("id_origin", "id_origin"), ("number_origin", "number_origin")];

    /// <summary>The filter that a query asks for; null where it asks for none.</summary>
    public static Func<JsonObject, bool>? From(IQueryCollection query)
    {
        var tests = Dates.SelectMany(date => ByDate(query, date)).Concat(ByValue(query)).ToArray();
        return tests.Length == 0 ? null : item => tests.All(test => test(item));
    }

    private static IEnumerable<Func<JsonObject, bool>> ByValue(IQueryCollection query) =>
        from value in Values
        where query.ContainsKey(value.Parameter)
        let wanted = query[value.Parameter].ToString()
        select (Func<JsonObject, bool>)(item => item[value.Attribute]?.ToString() == wanted);

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
