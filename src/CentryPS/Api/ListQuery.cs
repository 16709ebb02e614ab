using System.Globalization;

namespace CentryPS.Api;

/// <summary>The query of a list: Centry's filters and the page size.</summary>
internal sealed class ListQuery(int limit)
{
    /// <summary>The default page size.</summary>
    public const int PageSize = 100;

    private readonly List<KeyValuePair<string, string?>> _filters = [];

    public int Limit => limit;

    /// <summary>Adds a filter unless its value is null.</summary>
    public ListQuery Where(string name, string? value) => With(value is null ? [] : [new(name, value)]);

    /// <summary>Adds pairs unchanged; a null value makes a flag.</summary>
    public ListQuery With(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        _filters.AddRange(pairs);
        return this;
    }

    /// <summary>Adds a filter for objects created at or after the first time, and before the second.</summary>
    public ListQuery Created(DateTimeOffset? from, DateTimeOffset? before) => Between("created_at", from, before);

    /// <summary>Adds a filter for objects last changed at or after the first time, and before the second.</summary>
    public ListQuery Updated(DateTimeOffset? from, DateTimeOffset? before) => Between("updated_at", from, before);

    public IEnumerable<KeyValuePair<string, string?>> Pairs(PageStart start)
    {
        KeyValuePair<string, string?>[] paging =
            [new("limit", Text(limit)), new("after", start.After), new("offset", Text(start.Offset))];
        return _filters.Concat(paging.Where(pair => pair.Value is not null));
    }

    /// <summary>Returns a time in the format of Centry's filters.</summary>
    public static string? Text(DateTimeOffset? time) =>
        time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private ListQuery Between(string attribute, DateTimeOffset? from, DateTimeOffset? before) =>
        Where(attribute + "_gte", Text(from)).Where(attribute + "_lt", Text(before));

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
