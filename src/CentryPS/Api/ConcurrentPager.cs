namespace CentryPS.Api;

/// <summary>
/// Reads several pages of a list at once, and returns them in order. Ids begin with a time, so the time from the first
/// page until now is cut into spans of about a page each, and every span is read with <c>after</c>.
/// </summary>
/// <remarks>
/// No object has the ids at which the list is cut. The first cut is just before a known id, with which its page must
/// begin. One page is read at a time, as <see cref="Pager{T}"/> does, if it does not, if ids are not ObjectIds, if a
/// page does not ascend, if the server refuses a cut, or if objects follow an empty page.
/// </remarks>
/// <param name="path">The path of the list, for messages.</param>
/// <param name="fetch">Reads the page at a position.</param>
/// <param name="id">Returns the id of an object.</param>
/// <param name="limit">The requested page size. A smaller page is probably the last.</param>
/// <param name="throttle">The number of pages to read at once.</param>
/// <param name="time">The clock.</param>
internal sealed class ConcurrentPager<T>(
    string path,
    Func<PageStart, Task<IReadOnlyList<T>>> fetch,
    Func<T, string> id,
    int limit,
    int throttle,
    TimeProvider time)
{
    // The part of a page that a span should fill. If it were larger, every second span would need another call.
    private const double Fill = 0.85;

    // Pages that may wait for an earlier one, per concurrent read: a day with many objects delays the days after it.
    private const int WaitingPages = 3;

    private readonly Pager<T> _pager = new(path, fetch, id);
    private readonly IdSpans<T> _spans = new();
    private string? _known;
    private string? _last;
    private int _pageSize;
    private int _read;
    private bool _isIrregular;

    /// <summary>True if the last page was the end of the list.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The number of objects still wanted, which limits the pages that are read ahead.</summary>
    public int Wanted { get; set; } = int.MaxValue;

    /// <summary>Returns the next page, which is empty at the end of the list.</summary>
    /// <exception cref="CentryException">The page cannot be read or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        while (TryDequeue(out var items) is { } page)
        {
            if (items is not null)
            {
                return items;
            }

            await Task.WhenAny(page).ConfigureAwait(false);
        }

        var next = await _pager.NextAsync().ConfigureAwait(false);
        IsComplete = _pager.IsComplete;
        lock (_spans)
        {
            Count(next);
            StartSpans(next);
        }

        return next;
    }

    /// <summary>Removes the first span and returns its objects.</summary>
    /// <param name="items">The objects; null while their page is pending.</param>
    /// <returns>The page; null if the list is read one page at a time.</returns>
    private Task<IReadOnlyList<T>>? TryDequeue(out IReadOnlyList<T>? items)
    {
        lock (_spans)
        {
            items = null;
            while (Advance())
            {
                var first = _spans.First!.Value;
                if (first.Items is null)
                {
                    _ = first.IsFailed ? first.Page!.GetAwaiter().GetResult() : null;
                    return first.Page;
                }

                // The list ends here, unless a later page that is still pending has objects.
                if (first.IsEnd && _spans.FirstOrDefault(span =>
                    span is { Items: null, Page: not null, IsFailed: false }) is { } later)
                {
                    return later.Page;
                }

                _spans.RemoveFirst();
                Count(first.Items);
                IsComplete = _spans.Count == 0;
                if (first.Items.Count > 0 || IsComplete)
                {
                    items = first.Items;
                    return first.Page;
                }
            }

            return null;
        }
    }

    private void OnPageRead()
    {
        lock (_spans)
        {
            Advance();
        }
    }

    // Examines finished pages and requests others. Returns false if the list is read one page at a time.
    private bool Advance()
    {
        for (var node = _spans.First; node is not null && !_isIrregular; node = node.Next)
        {
            _isIrregular = node.Value is { Items: null, Page.IsCompleted: true } && !TryExamine(node);
        }

        if (_isIrregular)
        {
            _pager.MoveTo(_last, _read);
            _spans.Clear();
        }

        if (_spans.First is null)
        {
            return false;
        }

        var most = Math.Min(throttle * WaitingPages, (Wanted + (long)_pageSize - 1) / _pageSize);
        _spans.Request(throttle, most, (int)(Fill * _pageSize), time.GetUtcNow(), fetch, OnPageRead);
        return true;
    }

    private void StartSpans(IReadOnlyList<T> page)
    {
        // Two pages of the same size show the server's own limit.
        var isFull = page.Count >= limit || (page.Count > 1 && page.Count == _pageSize);
        _pageSize = Math.Max(_pageSize, page.Count);
        if (!_isIrregular && throttle > 1 && isFull && !_pager.IsByPosition && Rate(page) is > 0 and var rate)
        {
            _known = _last;
            _spans.AddLast(new IdSpan<T>(IdTime.Before(_last!), to: null, rate));
        }
    }

    private bool TryExamine(LinkedListNode<IdSpan<T>> node)
    {
        var span = node.Value;
        if (span.Page!.Status != TaskStatus.RanToCompletion)
        {
            span.IsFailed = true; // thrown once it is the first span
            return !span.IsRefused;
        }

        var page = Pager<T>.Distinct(span.Page.Result, id);
        var isFirst = _known is not null && node.Previous is null;
        if (!IdTime.IsAscending(page.Select(id), span.From) || (isFirst && (page.Count == 0 || id(page[0]) != _known)))
        {
            return false;
        }

        _known = isFirst ? null : _known;
        Assign(node, isFirst ? [.. page.Skip(1)] : page);
        return !_spans.IsContradictory;
    }

    private void Assign(LinkedListNode<IdSpan<T>> node, IReadOnlyList<T> page)
    {
        if (page.Count == 0)
        {
            _spans.RemoveUnread(node);
            node.Value.Items = page;
            return;
        }

        _pageSize = Math.Max(_pageSize, page.Count);
        _spans.Skip(node, id(page[0]));
        var last = id(page[page.Count - 1]);
        _spans.UpdateRate(last, page.Count, Rate(page));
        var end = _spans.AdjustAfter(node, last, Rate(page));
        node.Value.Items = [.. page.TakeWhile(item => string.CompareOrdinal(id(item), end) <= 0)];
    }

    private void Count(IReadOnlyList<T> page)
    {
        _read += page.Count;
        _last = page.Count > 0 ? id(page[page.Count - 1]) : _last;
    }

    private double Rate(IReadOnlyList<T> page) =>
        page.Count < 2 ? 0 : IdTime.Rate(id(page[0]), id(page[page.Count - 1]), page.Count);
}
