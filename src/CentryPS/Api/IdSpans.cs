namespace CentryPS.Api;

/// <summary>The spans of a list in order. Together they cover all ids after the last returned object.</summary>
/// <remarks>
/// No object is lost or returned twice: a span is removed only if a page that begins at or before the span's start
/// reaches an id after its end, or is empty. What a page does not reach remains a span. What it shows of the next span
/// is dropped, or moves the start of that span if its page has not been requested. A bad cut costs calls but never
/// objects.
/// </remarks>
internal sealed class IdSpans<T> : LinkedList<IdSpan<T>>
{
    private string _greatest = string.Empty;
    private double _objects;
    private double _seconds;

    /// <summary>True if a span has objects although the page of an earlier one was empty, which ends a list.</summary>
    public bool IsContradictory => this.SkipWhile(span => !span.IsEnd).Any(span => span.Items is { Count: > 0 });

    /// <summary>Requests pages in order as far as the limits allow; the first span's page in any case.</summary>
    /// <param name="throttle">The number of pages to read at once.</param>
    /// <param name="most">The number of pages that may be requested and not yet returned.</param>
    /// <param name="size">The number of objects that a span should hold.</param>
    /// <param name="now">The current time, at which the list ends.</param>
    /// <param name="fetch">Reads a page.</param>
    /// <param name="onRead">Called when a page has been read, also while the command is busy writing.</param>
    public void Request(
        int throttle,
        long most,
        int size,
        DateTimeOffset now,
        Func<PageStart, Task<IReadOnlyList<T>>> fetch,
        Action onRead)
    {
        var pending = this.Count(span => span.Page?.IsCompleted == false);
        var room = (int)Math.Min(throttle - pending, most - this.Count(span => span.Page is not null));
        room = Math.Max(room, First!.Value.Page is null ? 1 : 0);
        for (var node = First; node is not null && room > 0; node = node.Next)
        {
            if (node.Value.Page is null)
            {
                Cut(node, size, now);
                var page = node.Value.Page = fetch(new PageStart(node.Value.From));
                room--;
                if (!page.IsCompleted)
                {
                    _ = page.ContinueWith(
                        _ => onRead(),
                        CancellationToken.None,
                        TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default);
                }
            }
        }
    }

    /// <summary>
    /// Applies the rate of the latest page to the end of the list, or the average if it is lower. One busy day says
    /// little about the following days, and spans that are too short cost unnecessary calls.
    /// </summary>
    public void UpdateRate(string last, int count, double rate)
    {
        if (rate > 0 && string.CompareOrdinal(last, _greatest) > 0)
        {
            _greatest = last;
            _objects += count;
            _seconds += count / rate;
            Last!.Value.Rate = Last.Value.RateOfRest = Math.Min(rate, _objects / _seconds);
        }
    }

    /// <summary>Removes the spans after an empty one that have not been requested: the list ends before them.</summary>
    public void RemoveUnread(LinkedListNode<IdSpan<T>> node)
    {
        for (var next = node.Next; next is not null;)
        {
            var span = next;
            next = next.Next;
            if (span.Value.Page is null)
            {
                Remove(span);
            }
        }
    }

    /// <summary>Skips the ids between the start of a span and the first id of its page: no object has them.</summary>
    public void Skip(LinkedListNode<IdSpan<T>> node, string first)
    {
        for (var next = node.Next; next is not null && string.CompareOrdinal(next.Value.From, first) < 0;)
        {
            var span = next;
            next = next.Next;
            if (span.Value.Page is not null)
            {
                continue;
            }

            if (span.Value.To is { } end && string.CompareOrdinal(end, first) < 0)
            {
                Remove(span);
            }
            else
            {
                span.Value.From = IdTime.Before(first);
            }
        }
    }

    /// <summary>Adjusts the following spans to a page: adds one for ids not reached, removes those reached.</summary>
    /// <returns>The last id that belongs to the span.</returns>
    public string AdjustAfter(LinkedListNode<IdSpan<T>> node, string last, double rate)
    {
        var span = node.Value;
        if (span.To is null || string.CompareOrdinal(last, span.To) < 0)
        {
            AddAfter(node, new IdSpan<T>(last, span.To, rate) { RateOfRest = span.Rate });
            return last;
        }

        var end = span.To;
        while (node.Next is { Value.Page: null } next)
        {
            if (next.Value.To is null || string.CompareOrdinal(last, next.Value.To) < 0)
            {
                next.Value.From = last;
                return last;
            }

            end = next.Value.To;
            Remove(next);
        }

        return end;
    }

    // Shortens a span to about the given number of objects, and adds a span for the rest.
    private void Cut(LinkedListNode<IdSpan<T>> node, int size, DateTimeOffset now)
    {
        var span = node.Value;
        var start = IdTime.Seconds(span.From)!.Value;
        var end = span.To is null ? now.ToUnixTimeSeconds() : IdTime.Seconds(span.To)!.Value;
        var length = span.Rate > 0 ? Math.Max(1, (long)(size / span.Rate)) : end - start;
        if (start + length + 1 < end)
        {
            var cut = IdTime.Least(start + length + 1);
            AddAfter(node, new IdSpan<T>(cut, span.To, span.RateOfRest));
            span.To = cut;
        }
    }
}
