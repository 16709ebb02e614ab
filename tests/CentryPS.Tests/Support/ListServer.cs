using CentryPS.Api;

namespace CentryPS.Tests.Support;

/// <summary>A server that completes pending requests in random order, each with a page of its current list.</summary>
public sealed class ListServer
{
    /// <summary>A way in which the server deviates from Centry.</summary>
    public enum Defect
    {
        None,
        IgnoresUnknownIds,
        Descends,
        RefusesUnknownIds,
        IsEmptyOnce,
    }

    private readonly List<(PageStart Start, TaskCompletionSource<IReadOnlyList<string>> Page)> _pending = [];
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly uint _now;
    private bool _wasEmpty;

    public ListServer(uint now, uint[] times, int limit, int seed)
    {
        (_now, Limit, _random) = (now, limit, new Random(seed));
        foreach (var (time, i) in times.Select((time, i) => (time, i)))
        {
            _ids.Add($"{_now - 10_000_000 + time:x8}{i:x16}");
        }

        Ids = [.. _ids];
        EverPresent = [.. _ids];
        AlwaysPresent = [.. _ids];
    }

    public int Limit { get; }

    public string[] Ids { get; }

    /// <summary>The ids that were in the list at any time.</summary>
    public HashSet<string> EverPresent { get; }

    /// <summary>The ids that were in the list at all times.</summary>
    public HashSet<string> AlwaysPresent { get; }

    /// <summary>The number of random insertions and deletions to make, one per response.</summary>
    public int Changes { get; set; }

    public Defect Behavior { get; init; }

    /// <summary>True to complete all pending requests in each round.</summary>
    public bool ReleasesAll { get; init; }

    public int Requests { get; private set; }

    public int Rounds { get; private set; }

    internal Task<IReadOnlyList<string>> FetchAsync(PageStart start)
    {
        Requests++;
        var page = new TaskCompletionSource<IReadOnlyList<string>>();
        _pending.Add((start, page));
        return page.Task;
    }

    public void Release()
    {
        Rounds++;
        foreach (var (start, page) in ReleasesAll ? _pending.ToArray() : [_pending[_random.Next(_pending.Count)]])
        {
            _pending.Remove((start, page));
            Change();
            if (Behavior == Defect.RefusesUnknownIds && start.After is { } after && !_ids.Contains(after))
            {
                page.SetException(new CentryException(CentryErrorCode.NotFound, "no such id") { StatusCode = System.Net.HttpStatusCode.NotFound });
            }
            else
            {
                page.SetResult(Page(start));
            }
        }
    }

    private List<string> Page(PageStart start) => Behavior switch
    {
        Defect.IgnoresUnknownIds when start.After is { } after && !_ids.Contains(after) => [],
        Defect.IsEmptyOnce when Requests > 6 && !_wasEmpty => Empty(),
        Defect.Descends => [.. _ids.Reverse().Skip(start.Offset ?? 0).Take(Limit)],
        _ => [.. _ids.Where(id => string.CompareOrdinal(id, start.After) > 0).Take(Limit)],
    };

    private List<string> Empty()
    {
        _wasEmpty = true;
        return [];
    }

    private void Change()
    {
        if (Changes-- <= 0)
        {
            return;
        }

        if (_random.Next(2) == 0 && _ids.Count > 0)
        {
            var removed = _ids.ElementAt(_random.Next(_ids.Count));
            _ids.Remove(removed);
            AlwaysPresent.Remove(removed);
        }
        else
        {
            var added = $"{(uint)_random.NextInt64(_now - 10_000_000, _now):x8}{_random.Next():x16}";
            _ids.Add(added);
            EverPresent.Add(added);
        }
    }
}
