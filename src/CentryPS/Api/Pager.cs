namespace CentryPS.Api;

/// <summary>
/// Reads a list with <c>limit</c> and <c>after</c> until it is complete. Only an empty page ends a list, since more
/// pages may follow a short one. Centry does not document the order of a list. A page that does not ascend is requested
/// again after the lowest id. If that does not ascend either, pages are read with <c>offset</c>, each beginning with
/// the last object of the previous one, so that a missing object is detected.
/// </summary>
/// <param name="path">The path of the list, for messages.</param>
/// <param name="fetch">Reads the page at a position.</param>
/// <param name="id">Returns the id of an object.</param>
/// <param name="after">The id after which to begin; null for the whole list.</param>
internal sealed class Pager<T>(
    string path,
    Func<PageStart, Task<IReadOnlyList<T>>> fetch,
    Func<T, string> id,
    string? after = null)
{
    // No ObjectId has this value.
    private static readonly string LeastId = new('0', 24);

    private PageStart _next = new(after);
    private string? _last = after;
    private int _largest;
    private int _read;

    /// <summary>True if the last page was the end of the list.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True if pages are read with <c>offset</c> because ids do not ascend.</summary>
    public bool IsByPosition => _next.Offset is not null;

    /// <summary>Continues after an id up to which the list has been read.</summary>
    public void MoveTo(string? last, int read) => (_last, _next, _read) = (last, new PageStart(last), read);

    /// <summary>Returns a page without objects that have the same id as their predecessor.</summary>
    public static IReadOnlyList<T> Distinct(IReadOnlyList<T> page, Func<T, string> id) =>
        [.. page.Where((item, i) => i == 0 || id(item) != id(page[i - 1]))];

    /// <summary>Returns the next page, which is empty at the end of the list.</summary>
    /// <exception cref="CentryException">The page cannot be read or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        var page = Distinct(await fetch(_next).ConfigureAwait(false), id);
        if (_next.Offset is null && Obstacle(page) is { } obstacle)
        {
            _largest = Math.Max(_largest, page.Count);
            page = await FetchInOrderAsync(obstacle).ConfigureAwait(false);
            return _next.Offset is null ? ByIds(page) : ByPositions(page, obstacle);
        }

        return _next.Offset is null ? ByIds(page) : ByPositions(page, Messages.PageRepeats);
    }

    private async Task<IReadOnlyList<T>> FetchInOrderAsync(string obstacle)
    {
        // A server that ignores `after` ignores `offset` too.
        if (obstacle == Messages.PageRepeats)
        {
            throw Broken(obstacle);
        }

        if (_last is null)
        {
            var page = await fetch(new PageStart(LeastId)).ConfigureAwait(false);
            if (page.Count > 0 && Obstacle(page) is null)
            {
                return page;
            }
        }

        _next = new PageStart(Offset: Math.Max(0, _read - 1));
        return await fetch(_next).ConfigureAwait(false);
    }

    // Returns why `after` cannot continue: the page does not ascend, or it repeats the previous one.
    private string? Obstacle(IReadOnlyList<T> page)
    {
        var last = _last;
        foreach (var item in page)
        {
            if (last is not null && string.CompareOrdinal(id(item), last) <= 0)
            {
                return last == _last ? Messages.PageRepeats : Messages.PageUnordered;
            }

            last = id(item);
        }

        return null;
    }

    private IReadOnlyList<T> ByIds(IReadOnlyList<T> page)
    {
        IsComplete = page.Count == 0;
        Count(page);
        _next = new PageStart(_last);
        return page;
    }

    private IReadOnlyList<T> ByPositions(IReadOnlyList<T> page, string obstacle)
    {
        var rest = AfterLast(page);
        if (rest is null || (rest.Count == 0 && (_last is null || page.Count >= _largest)))
        {
            throw Broken(obstacle);
        }

        IsComplete = rest.Count == 0;
        _next = new PageStart(Offset: _next.Offset + page.Count - 1);
        _largest = Math.Max(_largest, page.Count);
        Count(rest);
        return rest;
    }

    // Returns the new objects of a page; null if an object may be missing before it.
    private IReadOnlyList<T>? AfterLast(IReadOnlyList<T> page)
    {
        var place = page.TakeWhile(item => id(item) != _last).Count();
        return _last is null ? page : place < page.Count ? [.. page.Skip(place + 1)] : null;
    }

    private void Count(IReadOnlyList<T> page)
    {
        _largest = Math.Max(_largest, page.Count);
        _read += page.Count;
        _last = page.Count > 0 ? id(page[page.Count - 1]) : _last;
    }

    private CentryException Broken(string reason) => new(
        CentryErrorCode.InvalidResponse,
        Messages.InvalidResponse.With("GET " + path) + ": " + reason);
}
