namespace CentryPS.Api;

/// <summary>
/// Walks a list by <c>limit</c> and <c>after</c> until it is complete. Only an empty page ends a list: a short one may be
/// followed by others. Nor does Centry say in which order a list comes:
/// a page that does not ascend is asked for again after the least id, and where that does not ascend either, by
/// <c>offset</c>, each page beginning with the last object of the one before, so that nothing is left out unseen.
/// </summary>
/// <param name="path">Where the list is, for messages.</param>
/// <param name="fetch">Gets the page that begins there.</param>
/// <param name="id">The id of an object.</param>
/// <param name="after">The list begins behind this id; null for the whole list.</param>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class Pager<T>(string path, Func<PageStart, Task<IReadOnlyList<T>>> fetch, Func<T, string> id, string? after = null)
{
    // Ids are ObjectIds: no object has this one.
    private static readonly string LeastId = new('0', 24);

    private PageStart _next = new(after);
    private string? _last = after;
    private int _largest;
    private int _read;

    /// <summary>Whether the last page was the end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether pages are read by <c>offset</c>, because ids do not ascend.</summary>
    public bool IsByPosition => _next.Offset is not null;

    /// <summary>Continues after an id up to which the list has been read already.</summary>
    /// <param name="last">The id.</param>
    /// <param name="read">How many objects the list has up to it.</param>
    public void MoveTo(string? last, int read) => (_last, _next, _read) = (last, new PageStart(last), read);

    /// <summary>A page without the objects that repeat the one before them.</summary>
    public static IReadOnlyList<T> Distinct(IReadOnlyList<T> page, Func<T, string> id) => [.. page.Where((item, i) => i == 0 || id(item) != id(page[i - 1]))];

    /// <summary>The next page, empty at the end.</summary>
    /// <exception cref="CentryException">It cannot be had, or does not continue the list.</exception>
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
        // Whoever does not hear `after` would not hear `offset`.
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

    /// <summary>Why <c>after</c> cannot go on behind a page: ids do not grow along it, or it does not go beyond the one before.</summary>
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
        Take(page);
        _next = new PageStart(_last);
        return page;
    }

    private IReadOnlyList<T> ByPositions(IReadOnlyList<T> page, string obstacle)
    {
        var rest = BehindLast(page);
        if (rest is null || (rest.Count == 0 && (_last is null || page.Count >= _largest)))
        {
            throw Broken(obstacle);
        }

        IsComplete = rest.Count == 0;
        _next = new PageStart(Offset: _next.Offset + page.Count - 1);
        _largest = Math.Max(_largest, page.Count);
        Take(rest);
        return rest;
    }

    /// <summary>What of a page is new; null where it does not show that nothing is missing before it.</summary>
    private IReadOnlyList<T>? BehindLast(IReadOnlyList<T> page)
    {
        var place = page.TakeWhile(item => id(item) != _last).Count();
        return _last is null ? page : place < page.Count ? [.. page.Skip(place + 1)] : null;
    }

    private void Take(IReadOnlyList<T> page)
    {
        _largest = Math.Max(_largest, page.Count);
        _read += page.Count;
        _last = page.Count > 0 ? id(page[page.Count - 1]) : _last;
    }

    private CentryException Broken(string reason) => new(
        CentryErrorCode.InvalidResponse,
        Messages.InvalidResponse.With("GET " + path) + ": " + reason);
}
