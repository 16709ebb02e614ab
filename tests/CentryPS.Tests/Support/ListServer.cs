using CentryPS.Api;

namespace CentryPS.Tests.Support;

/// <summary>A list that returns pages in random order, each from the list at that moment.</summary>
public sealed class ListServer
{
    public enum Lie
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
        Ever = [.. _ids];
        Constant = [.. _ids];
    }

    public int Limit { get; }

    public string[] Ids { get; }

    public HashSet<string> Ever { get; }

    public HashSet<string> Constant { get; }

    public int Changes { get; set; }

    public Lie Answers { get; init; }

    public bool ReleasesAll { get; init; }

    public int Requests { get; private set; }

    public int Turns { get; private set; }

    internal Task<IReadOnlyList<string>> FetchAsync(PageStart start)
    {
        Requests++;
        var page = new TaskCompletionSource<IReadOnlyList<string>>();
        _pending.Add((start, page));
        return page.Task;
    }

    public void Release()
    {
        Turns++;
        foreach (var (start, page) in ReleasesAll ? _pending.ToArray() : [_pending[_random.Next(_pending.Count)]])
        {
            _pending.Remove((start, page));
            Change();
            if (Answers == Lie.RefusesUnknownIds && start.After is { } after && !_ids.Contains(after))
            {
                page.SetException(new CentryException(CentryErrorCode.NotFound, "no such id") { StatusCode = System.Net.HttpStatusCode.NotFound });
            }
            else
            {
                page.SetResult(Answer(start));
            }
        }
    }

    private List<string> Answer(PageStart start) => Answers switch
    {
        Lie.IgnoresUnknownIds when start.After is { } after && !_ids.Contains(after) => [],
        Lie.IsEmptyOnce when Requests > 6 && !_wasEmpty => Empty(),
        Lie.Descends => [.. _ids.Reverse().Skip(start.Offset ?? 0).Take(Limit)],
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
            var gone = _ids.ElementAt(_random.Next(_ids.Count));
            _ids.Remove(gone);
            Constant.Remove(gone);
        }
        else
        {
            var made = $"{(uint)_random.NextInt64(_now - 10_000_000, _now):x8}{_random.Next():x16}";
            _ids.Add(made);
            Ever.Add(made);
        }
    }
}
