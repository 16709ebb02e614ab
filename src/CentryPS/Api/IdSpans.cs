namespace CentryPS.Api;

/// <summary>The spans into which a list is divided, in the order of their ids: together they hold all ids behind those that were given.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class IdSpans<T> : LinkedList<IdSpan<T>>
{
    private string _greatest = string.Empty;
    private double _objects;
    private double _seconds;

    /// <summary>Requests pages, the first spans first, while there is room; that of the first span in any case.</summary>
    /// <param name="throttle">How many pages are read at once.</param>
    /// <param name="most">How many pages are requested and not yet given.</param>
    /// <param name="size">How many objects a span is to hold.</param>
    /// <param name="now">The time, at which the list ends.</param>
    /// <param name="fetch">Requests a page.</param>
    /// <param name="advance">Called when a page has come.</param>
    public void Request(int throttle, long most, int size, DateTimeOffset now, Func<PageStart, Task<IReadOnlyList<T>>> fetch, Action advance)
    {
        var room = (int)Math.Min(throttle - this.Count(span => span.Page?.IsCompleted == false), most - this.Count(span => span.Page is not null));
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
                    _ = page.ContinueWith(_ => advance(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
            }
        }
    }

    /// <summary>
    /// Takes the rate of the newest page for the end of the list, or the average if that is lower: a busy day says little about the
    /// days after it, and spans that are too short cost calls in vain.
    /// </summary>
    /// <param name="last">The last id of a page.</param>
    /// <param name="count">How many objects it has.</param>
    /// <param name="rate">Its objects a second; 0 where that is not known.</param>
    public void Learn(string last, int count, double rate)
    {
        if (rate > 0 && string.CompareOrdinal(last, _greatest) > 0)
        {
            _greatest = last;
            _objects += count;
            _seconds += count / rate;
            Last!.Value.Rate = Last.Value.Beyond = Math.Min(rate, _objects / _seconds);
        }
    }

    /// <summary>Shortens a span to about this many objects, and adds a span for the rest.</summary>
    /// <param name="node">The span.</param>
    /// <param name="size">The number of objects.</param>
    /// <param name="now">The time, at which the list ends.</param>
    private void Cut(LinkedListNode<IdSpan<T>> node, int size, DateTimeOffset now)
    {
        var span = node.Value;
        var start = IdTime.Seconds(span.From)!.Value;
        var end = span.To is null ? now.ToUnixTimeSeconds() : IdTime.Seconds(span.To)!.Value;
        var length = span.Rate > 0 ? Math.Max(1, (long)(size / span.Rate)) : end - start;
        if (start + length + 1 < end)
        {
            var cut = IdTime.Least(start + length + 1);
            AddAfter(node, new IdSpan<T>(cut, span.To, span.Beyond));
            span.To = cut;
        }
    }

    /// <summary>Removes the spans after an empty one whose pages have not been requested: the list ends before them.</summary>
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

    /// <summary>Takes note that no object has an id behind the start of a span and before the first of its page.</summary>
    /// <param name="node">The span.</param>
    /// <param name="first">The first id of its page.</param>
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

    /// <summary>Whether a span has objects and one before it had an empty page, which is the end of a list.</summary>
    public bool IsContradictory => this.SkipWhile(span => !span.IsEnd).Any(span => span.Items is { Count: > 0 });

    /// <summary>Divides the ids anew once a page of a span has come.</summary>
    /// <returns>The last id that belongs to the span.</returns>
    public string Reach(LinkedListNode<IdSpan<T>> node, string last, double rate)
    {
        var span = node.Value;
        if (span.To is null || string.CompareOrdinal(last, span.To) < 0)
        {
            AddAfter(node, new IdSpan<T>(last, span.To, rate) { Beyond = span.Rate });
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
}
