namespace CentryPS.Api;

/// <summary>
/// Reads several pages of a list at once, and gives them in order. Ids begin with their time, so the time from the first page to now
/// is cut into spans that hold about a page each, and every span is read by <c>after</c>.
/// </summary>
/// <remarks>
/// <para>
/// Why no object is lost or given twice: at any moment the spans, in their order, divide all ids behind the last object that was given.
/// A span is removed only when a page that begins at or before its start shows an id behind its end, or is empty. What a page does not
/// reach remains as a span, and what it shows of the next span is dropped, or moves the start of that span if nothing of it was requested.
/// How the time is cut is a guess, which costs calls but never objects.
/// </para>
/// <para>
/// The cuts are ids that no object has. The first of them is just before a known id, and its page must begin with that one. If it does
/// not, if ids are not ObjectIds, if a page does not ascend, if the server refuses a cut, or if objects follow an empty page, one page is
/// read at a time, as <see cref="Pager{T}"/> does.
/// </para>
/// </remarks>
/// <param name="pager">Reads one page at a time.</param>
/// <param name="fetch">Gets the page that begins there.</param>
/// <param name="id">The id of an object.</param>
/// <param name="limit">How many objects a page is asked for: one with fewer is probably the last.</param>
/// <param name="throttle">How many pages are read at once.</param>
/// <param name="time">The clock.</param>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class ConcurrentPager<T>(Pager<T> pager, Func<PageStart, Task<IReadOnlyList<T>>> fetch, Func<T, string> id, int limit, int throttle, TimeProvider time)
{
    // The share of a page that a span is to fill: with more, every second span would have a rest, which costs a call.
    private const double Fill = 0.85;

    // How many pages wait for an earlier one, for each that is being read: a day with many objects holds up those after it.
    private const int Held = 3;

    private readonly IdSpans<T> _spans = new();
    private string? _known;
    private string? _last;
    private int _pageSize;
    private int _read;
    private bool _isIrregular;

    /// <summary>Whether the last page was the end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How many objects are still wanted: no more pages are read ahead than these fill.</summary>
    public int Wanted { get; set; } = int.MaxValue;

    /// <summary>The next page, empty at the end.</summary>
    /// <exception cref="CentryException">It cannot be had, or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        while (TryTake(out var items) is { } page)
        {
            if (items is not null)
            {
                return items;
            }

            await Task.WhenAny(page).ConfigureAwait(false);
        }

        var next = await pager.NextAsync().ConfigureAwait(false);
        IsComplete = pager.IsComplete;
        lock (_spans)
        {
            Note(next);
            Begin(next);
        }

        return next;
    }

    /// <summary>Takes the objects of the first span.</summary>
    /// <param name="items">The objects; null where its page has not come yet.</param>
    /// <returns>Its page; null where the list is read one page at a time.</returns>
    private Task<IReadOnlyList<T>>? TryTake(out IReadOnlyList<T>? items)
    {
        lock (_spans)
        {
            items = null;
            while (Advance())
            {
                var first = _spans.First!;
                if (first.Value.Items is null)
                {
                    _ = first.Value.IsFailed ? first.Value.Page!.GetAwaiter().GetResult() : null;
                    return first.Value.Page;
                }

                // The end, unless a page behind it has objects.
                if (first.Value.IsEnd && _spans.FirstOrDefault(span => span is { Items: null, Page: not null, IsFailed: false }) is { } later)
                {
                    return later.Page;
                }

                _spans.Remove(first);
                Note(first.Value.Items);
                IsComplete = _spans.Count == 0;
                if (first.Value.Items.Count > 0 || IsComplete)
                {
                    items = first.Value.Items;
                    return first.Value.Page;
                }
            }

            return null;
        }
    }

    private void AdvanceUnasked()
    {
        lock (_spans)
        {
            Advance();
        }
    }

    // Examines the pages that have come, and requests others in their place. False where the list is read one page at a time.
    private bool Advance()
    {
        for (var node = _spans.First; node is not null && !_isIrregular; node = node.Next)
        {
            _isIrregular = node.Value is { Items: null, Page.IsCompleted: true } && !Examine(node);
        }

        if (_isIrregular)
        {
            pager.MoveTo(_last, _read);
            _spans.Clear();
        }

        if (_spans.First is null)
        {
            return false;
        }

        var most = Math.Min(throttle * Held, (Wanted + (long)_pageSize - 1) / _pageSize);
        _spans.Request(throttle, most, (int)(Fill * _pageSize), time.GetUtcNow(), fetch, AdvanceUnasked); // also while the command writes
        return true;
    }

    // Divides the rest of the list behind a page, if its ids tell the time.
    private void Begin(IReadOnlyList<T> page)
    {
        var isFull = page.Count >= limit || (page.Count > 1 && page.Count == _pageSize); // two of one size show the server's own limit
        _pageSize = Math.Max(_pageSize, page.Count);
        if (!_isIrregular && throttle > 1 && isFull && !pager.IsByPosition && Rate(page) is > 0 and var rate)
        {
            _known = _last;
            _spans.AddLast(new IdSpan<T>(IdTime.Before(_last!), to: null, rate));
        }
    }

    // False where the list has to be read one page at a time.
    private bool Examine(LinkedListNode<IdSpan<T>> node)
    {
        var span = node.Value;
        if (span.Page!.Status != TaskStatus.RanToCompletion)
        {
            span.IsFailed = true; // thrown when its turn comes
            return !span.IsRefused;
        }

        var page = Pager<T>.Distinct(span.Page.Result, id);
        var isFirst = _known is not null && node.Previous is null;
        if (!IdTime.IsAscending(page.Select(id), span.From) || (isFirst && (page.Count == 0 || id(page[0]) != _known)))
        {
            return false;
        }

        _known = isFirst ? null : _known;
        Divide(node, isFirst ? [.. page.Skip(1)] : page);
        return !_spans.IsContradictory;
    }

    private void Divide(LinkedListNode<IdSpan<T>> node, IReadOnlyList<T> page)
    {
        _pageSize = Math.Max(_pageSize, page.Count);
        if (page.Count == 0)
        {
            _spans.RemoveUnread(node);
            node.Value.Items = page;
            return;
        }

        _spans.Skip(node, id(page[0]));
        var last = id(page[page.Count - 1]);
        _spans.Learn(last, page.Count, Rate(page));
        var end = _spans.Reach(node, last, Rate(page));
        node.Value.Items = [.. page.TakeWhile(item => string.CompareOrdinal(id(item), end) <= 0)];
    }

    private void Note(IReadOnlyList<T> given)
    {
        _read += given.Count;
        _last = given.Count > 0 ? id(given[given.Count - 1]) : _last;
    }

    private double Rate(IReadOnlyList<T> page) => page.Count < 2 ? 0 : IdTime.Rate(id(page[0]), id(page[page.Count - 1]), page.Count);
}
