namespace CentryPS.Api;

/// <summary>
/// Reads a list with <c>limit</c> and <c>after</c> until it is complete. Only an empty page ends a list, since more
/// pages may follow a short one. Centry does not document the order of a list. If ids do not ascend, the page is
/// requested again after the lowest id. If they still do not ascend, pages are read with <c>offset</c>, each from the
/// last object of the previous one, so that a missing object is detected.
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
    private static readonly string LowestId = new('0', 24);

    private int? _offset;
    private int _largestPage;
    private int _objectsRead;

    /// <summary>The id up to which the list has been read; null at its beginning.</summary>
    public string? Last { get; private set; } = after;

    /// <summary>True if the last page was the end of the list.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True if pages are read with <c>offset</c> because ids do not ascend.</summary>
    public bool IsByPosition => _offset is not null;

    /// <summary>Returns the next page, which is empty at the end of the list.</summary>
    /// <exception cref="CentryException">The page cannot be read or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        if (IsByPosition)
        {
            return await NextByPositionAsync(Messages.PageRepeats).ConfigureAwait(false);
        }

        var page = await FetchAsync(new PageStart(Last)).ConfigureAwait(false);
        if (Obstacle(page) is not { } obstacle)
        {
            return Continue(page);
        }

        // A server that ignores `after` ignores `offset` too.
        if (obstacle == Messages.PageRepeats)
        {
            throw InvalidList(obstacle);
        }

        _largestPage = Math.Max(_largestPage, page.Count);
        if (Last is null)
        {
            page = await FetchAsync(new PageStart(LowestId)).ConfigureAwait(false);
            if (page.Count > 0 && Obstacle(page) is null)
            {
                return Continue(page);
            }
        }

        _offset = Math.Max(0, _objectsRead - 1);
        return await NextByPositionAsync(obstacle).ConfigureAwait(false);
    }

    /// <summary>Continues the list with the objects after <see cref="Last"/>, or ends it if there are none.</summary>
    public IReadOnlyList<T> Continue(IReadOnlyList<T> page)
    {
        IsComplete = page.Count == 0;
        _largestPage = Math.Max(_largestPage, page.Count);
        _objectsRead += page.Count;
        Last = page.Count > 0 ? id(page[page.Count - 1]) : Last;
        return page;
    }

    /// <summary>Reads a page, without objects that repeat the id of the previous one.</summary>
    public async Task<IReadOnlyList<T>> FetchAsync(PageStart start)
    {
        var page = await fetch(start).ConfigureAwait(false);
        return [.. page.Where((item, i) => i == 0 || id(item) != id(page[i - 1]))];
    }

    // Returns the reason why `after` cannot be used: the ids do not ascend, or the page repeats the previous one.
    private string? Obstacle(IReadOnlyList<T> page)
    {
        var last = Last;
        foreach (var item in page)
        {
            if (last is not null && string.CompareOrdinal(id(item), last) <= 0)
            {
                return last == Last ? Messages.PageRepeats : Messages.PageUnordered;
            }

            last = id(item);
        }

        return null;
    }

    private async Task<IReadOnlyList<T>> NextByPositionAsync(string obstacle)
    {
        var page = await FetchAsync(new PageStart(Offset: _offset)).ConfigureAwait(false);
        var rest = AfterLast(page);
        if (rest is null || (rest.Count == 0 && (Last is null || page.Count >= _largestPage)))
        {
            throw InvalidList(obstacle);
        }

        _offset += page.Count - 1;
        _largestPage = Math.Max(_largestPage, page.Count);
        return Continue(rest);
    }

    // Returns the new objects of a page; null if objects may be missing before them.
    private IReadOnlyList<T>? AfterLast(IReadOnlyList<T> page)
    {
        var place = page.TakeWhile(item => id(item) != Last).Count();
        return Last is null ? page : place < page.Count ? [.. page.Skip(place + 1)] : null;
    }

    private CentryException InvalidList(string reason) => new(
        CentryErrorCode.InvalidResponse,
        Messages.InvalidResponse.With("GET " + path) + ": " + reason);
}
