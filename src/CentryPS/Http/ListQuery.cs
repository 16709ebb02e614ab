using System.Globalization;

namespace CentryPS.Http;

/// <summary>What a list is asked for: Centry's filters, and how many a page.</summary>
internal sealed class ListQuery(int limit)
{
    private readonly List<KeyValuePair<string, string?>> _filters = [];

    /// <summary>The page size asked for.</summary>
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

    /// <inheritdoc cref="Where(string, string?)"/>
    public ListQuery Where(string name, DateTimeOffset? date) =>
        Where(name, date?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));

    /// <summary>Adds a flag, which has no value.</summary>
    public ListQuery With(string name, bool isOn)
    {
        if (isOn)
        {
            _filters.Add(new(name, null));
        }

        return this;
    }

    /// <summary>The pairs of the query for the page after this id.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Pairs(string? after)
    {
        var paging = new List<KeyValuePair<string, string?>> { new("limit", limit.ToString(CultureInfo.InvariantCulture)) };
        if (after is not null)
        {
            paging.Add(new("after", after));
        }

        return _filters.Concat(paging);
    }
}
