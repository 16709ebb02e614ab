namespace CentryPS.Api;

/// <summary>
/// Walks a list by <c>limit</c> and <c>after</c> until it is complete. Centry does not say how large a page it gives at
/// most, so only an empty page ends a list, or one that is smaller than a page before it.
/// </summary>
/// <param name="path">Where the list is, for messages.</param>
/// <param name="fetch">Gets the page after an id; after none, the first.</param>
/// <param name="id">The id of an object.</param>
/// <param name="limit">How many are asked for at a time.</param>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class Pager<T>(string path, Func<string?, Task<IReadOnlyList<T>>> fetch, Func<T, string> id, int limit)
{
    private string? _after;
    private int _largest;

    /// <summary>Whether the last page was the end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The next page, empty at the end.</summary>
    /// <exception cref="CentryException">It cannot be had, or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        var page = await fetch(_after).ConfigureAwait(false);
        IsComplete = page.Count < _largest || page.Count == 0;
        _largest = Math.Max(_largest, page.Count);
        if (page.Count > 0)
        {
            _after = Advance(page);
        }

        return page;
    }

    // Ids grow along a list (they are ObjectIds); where they do not, `after` cannot continue it.
    private string Advance(IReadOnlyList<T> page)
    {
        var last = id(page[0]);
        var isAscending = true;
        if (_after is not null && Compare(last, _after) <= 0)
        {
            throw Broken(Messages.PageRepeats);
        }

        foreach (var item in page.Skip(1))
        {
            var next = id(item);
            isAscending &= Compare(next, last) > 0;
            last = Compare(next, last) > 0 ? next : last;
        }

        return isAscending || page.Count < limit ? last : throw Broken(Messages.PageUnordered);
    }

    private static int Compare(string left, string right) => string.CompareOrdinal(left, right);

    private CentryException Broken(string reason) => new(
        CentryErrorCode.InvalidResponse,
        Messages.InvalidResponse.With("GET " + path, reason));
}
