namespace CentryPS.Api;

/// <summary>The spans into which a list is divided, in the order of their ids: together they hold all ids behind those that were given.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class IdSpans<T> : LinkedList<IdSpan<T>>
{
    /// <summary>Shortens a span to about this many objects, and adds a span for the rest.</summary>
    /// <param name="node">The span.</param>
    /// <param name="size">The number of objects.</param>
    /// <param name="now">The time, at which the list ends.</param>
    public void Cut(LinkedListNode<IdSpan<T>> node, int size, DateTimeOffset now)
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
