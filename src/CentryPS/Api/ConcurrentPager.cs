using System.Net;

namespace CentryPS.Api;

/// <summary>
/// Reads several pages of a list at once, and returns them in order. Ids begin with a time, so the time from the first
/// page until now is divided into spans of about a page each, and each span is read with <c>after</c>.
/// </summary>
/// <remarks>
/// No object is lost or returned twice. A page covers the ids from its start to its last object. It is returned once it
/// begins at or before the last returned object, without the objects up to that one. Ids that no page covers are read
/// too, so an inaccurate span costs calls but never objects. Spans begin at ids that no object has. The first span
/// begins just before a known id, which must be the first one in its page. If it is not, if ids are not ObjectIds or do
/// not ascend, if the server refuses the start of a span, or if objects follow an empty page, the rest of the list is
/// read one page at a time, as <see cref="Pager{T}"/> does.
/// </remarks>
internal sealed class ConcurrentPager<T>(
    string path,
    Func<PageStart, Task<IReadOnlyList<T>>> fetch,
    Func<T, string> id,
    int limit,
    int throttle,
    TimeProvider time)
{
    // The expected part of a page that a span fills. If it were larger, every second span would need another call.
    private const double TargetFill = 0.85;

    // The number of pages per concurrent read that may wait for an earlier page, such as that of a busy day.
    private const int WaitingPages = 3;

    private readonly Pager<T> _pager = new(path, fetch, id);
    private readonly List<PageAhead> _ahead = [];
    private bool _isConcurrent;
    private bool _isIrregular;
    private int _pageSize;
    private double _objects;
    private double _seconds;
    private double _rate;

    public bool IsComplete => _pager.IsComplete;

    /// <summary>The number of objects still wanted, which limits the pages that are read ahead.</summary>
    public int Wanted { get; set; } = int.MaxValue;

    /// <summary>Returns the next page, which is empty at the end of the list.</summary>
    /// <exception cref="CentryException">The page cannot be read or does not continue the list.</exception>
    public async Task<IReadOnlyList<T>> NextAsync()
    {
        while (_isConcurrent)
        {
            var pending = TakeFirst(out var items);
            if (items is not null)
            {
                return items;
            }

            await Task.WhenAny(pending).ConfigureAwait(false);
        }

        var page = await _pager.NextAsync().ConfigureAwait(false);

        // A smaller page is probably the last. Two pages of the same size show the server's own limit.
        var isFull = page.Count >= limit || (page.Count > 1 && page.Count == _pageSize);
        Measure(page);
        _isConcurrent = !_isIrregular && throttle > 1 && isFull && !_pager.IsByPosition && Rate(page) > 0;
        return page;
    }

    // Returns the first page if it has been read; otherwise, a task to wait for.
    private Task TakeFirst(out IReadOnlyList<T>? items)
    {
        lock (_ahead)
        {
            items = null;
            RequestPages();
            var first = _ahead[0];

            // An empty page ends the list, unless a later page has objects.
            var isEnd = first.Objects is { Count: 0 };
            if (_ahead.Find(page => !page.Task.IsCompleted && (isEnd || page == first)) is { } pending)
            {
                return pending.Task;
            }

            if (IsRefused(first.Task) || (first.Objects is not null && !IsRegular(first)))
            {
                (_isConcurrent, _isIrregular) = (false, true);
                _ahead.Clear();
                return Task.CompletedTask;
            }

            var page = first.Task.GetAwaiter().GetResult();
            IReadOnlyList<T> rest = [.. page.SkipWhile(item => !IsAfter(id(item), _pager.Last))];
            _ahead.RemoveAt(0);
            items = rest.Count > 0 || isEnd ? _pager.Continue(rest) : null;
            return first.Task;
        }
    }

    // Requests pages for ids that no page covers, in order and within the limits. The first one has no limit.
    private void RequestPages()
    {
        var maxPages = Math.Min(throttle * WaitingPages, (Wanted + (long)_pageSize - 1) / _pageSize);
        while (_isConcurrent && NextAhead() is var (index, from, to)
            && (index == 0 || (_ahead.Count < maxPages && _ahead.Count(page => !page.Task.IsCompleted) < throttle)))
        {
            var page = _pager.FetchAsync(new PageStart(from));
            _ahead.Insert(index, new PageAhead(from, to, page));
            _ = RequestPagesAfterAsync(page);
        }
    }

    // Requests more pages even while the command is busy writing.
    private async Task RequestPagesAfterAsync(Task<IReadOnlyList<T>> page)
    {
        await Task.WhenAny(page).ConfigureAwait(false);
        lock (_ahead)
        {
            Measure(page.Status == TaskStatus.RanToCompletion ? page.Result : []);
            RequestPages();
        }
    }

    // Returns the first span that no page covers, limited to about a page; null if there is none.
    private (int Index, string From, string? To)? NextAhead()
    {
        PageAhead? before = null;
        var index = 0;
        var from = _ahead.Count == 0 ? IdTime.Before(_pager.Last!) : _pager.Last;
        for (; index < _ahead.Count && !IsAfter(_ahead[index].From, from); index++)
        {
            var reach = Reach(_ahead[index]);
            if (reach is null || IsAfter(reach, from))
            {
                (from, before) = (reach, _ahead[index]);
            }
        }

        if (from is null || IdTime.Seconds(from) is not { } start)
        {
            return null;
        }

        var to = index < _ahead.Count ? _ahead[index].From : null;
        var end = to is null ? time.GetUtcNow().ToUnixTimeSeconds() : IdTime.Seconds(to)!.Value;
        var rate = before?.Objects is { } objects ? Rate(objects) : _rate;
        var length = rate > 0 ? Math.Max(1, (long)(TargetFill * _pageSize / rate)) : end - start;
        return (index, from, start + length + 1 < end ? IdTime.Lowest(start + length + 1) : to);
    }

    // Returns the id up to which a page covers the list, or is expected to; null for the end.
    private string? Reach(PageAhead page) => page.Objects switch
    {
        null => page.To,
        { Count: 0 } => null,
        var objects => id(objects[objects.Count - 1]),
    };

    private bool IsRegular(PageAhead page)
    {
        var ids = page.Objects!.Select(id).ToArray();
        return (page.From != IdTime.Before(_pager.Last!) || ids.FirstOrDefault() == _pager.Last)
            && IdTime.IsAscending(ids, page.From)
            && (ids.Length > 0 || !_ahead.Exists(later => later.Objects is { Count: > 0 }));
    }

    // A server may return these statuses for an id that no object has.
    private static bool IsRefused(Task task) => task.Exception?.InnerException is CentryException
    {
        StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone
            or (HttpStatusCode)422 or HttpStatusCode.InternalServerError,
    };

    private static bool IsAfter(string one, string? other) => string.CompareOrdinal(one, other) > 0;

    // The expected rate at the end of the list is that of the latest page, or the average if it is lower: a busy day
    // may be an exception, and spans that are too short cost unnecessary calls.
    private void Measure(IReadOnlyList<T> page)
    {
        _pageSize = Math.Max(_pageSize, page.Count);
        if (Rate(page) is > 0 and var rate)
        {
            _objects += page.Count;
            _seconds += page.Count / rate;
            _rate = Math.Min(rate, _objects / _seconds);
        }
    }

    private double Rate(IReadOnlyList<T> page) =>
        page.Count == 0 ? 0 : IdTime.Rate(id(page[0]), id(page[page.Count - 1]), page.Count);

    // A page that has been requested and not yet returned. It begins after From and is expected to reach To, which is
    // null for the end of the list.
    private sealed record PageAhead(string From, string? To, Task<IReadOnlyList<T>> Task)
    {
        // Null while the page is pending, or if it failed.
        public IReadOnlyList<T>? Objects => Task.Status == TaskStatus.RanToCompletion ? Task.Result : null;
    }
}
