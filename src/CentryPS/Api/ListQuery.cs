using System.Globalization;

namespace CentryPS.Api;

/// <summary>What a list is asked for: Centry's filters, and how many a page.</summary>
internal sealed class ListQuery(int limit)
{
    /// <summary>How many to ask for at a time, where the user does not say.</summary>
    public const int PageSize = 100;

    private readonly List<KeyValuePair<string, string?>> _filters = [];

    /// <summary>How many objects a page is asked for.</summary>
    public int Limit => limit;

    /// <summary>Adds a filter, unless its value was not given.</summary>
    public ListQuery Where(string name, string? value)
    {
        if (value is not null)
        {
            _filters.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a flag, which has no value.</summary>
    public ListQuery With(string name, bool isOn)
    {
        if (isOn)
        {
            _filters.Add(new(name, null));
        }

        return this;
    }

    /// <summary>Adds pairs as they are; a null value is a flag.</summary>
    public ListQuery With(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        _filters.AddRange(pairs);
        return this;
    }

    /// <summary>Only what was created in a span of time: from the first moment on, and before the second.</summary>
    public ListQuery Created(DateTimeOffset? from, DateTimeOffset? before) => Between("created_at", from, before);

    /// <summary>Only what was last changed in a span of time: from the first moment on, and before the second.</summary>
    public ListQuery Updated(DateTimeOffset? from, DateTimeOffset? before) => Between("updated_at", from, before);

    /// <summary>The pairs of the query for the page that begins there.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Pairs(PageStart start)
    {
        var paging = new List<KeyValuePair<string, string?>> { new("limit", limit.ToString(CultureInfo.InvariantCulture)) };
        if (start.After is not null)
        {
            paging.Add(new("after", start.After));
        }

        if (start.Offset is { } offset)
        {
            paging.Add(new("offset", offset.ToString(CultureInfo.InvariantCulture)));
        }

        return _filters.Concat(paging);
    }

    /// <summary>A time as Centry's filters take it.</summary>
    public static string? Text(DateTimeOffset? time) =>
        time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private ListQuery Between(string attribute, DateTimeOffset? from, DateTimeOffset? before) =>
        Where(attribute + "_gte", Text(from)).Where(attribute + "_lt", Text(before));
}
