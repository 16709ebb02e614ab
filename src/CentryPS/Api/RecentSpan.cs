namespace CentryPS.Api;

/// <summary>
/// The period in which to search for the most recent changes, since Centry has no list that begins with the newest. It
/// is narrowed while its page is full, and widened again if the page has few objects.
/// </summary>
/// <param name="now">The current time by this machine's clock. The server's clock may be ahead.</param>
internal sealed class RecentSpan(DateTimeOffset now)
{
    private const int MostCalls = 10;
    private const int Enough = 10;
    private const double Shortest = 1e-3;

    // Seconds before now: the shortest period with a full page, the longest without, and the next one (null:
    // unbounded).
    private double _full = 1e9;
    private double _free = Shortest;
    private double? _span;
    private int _calls;

    /// <summary>The beginning; null if unbounded.</summary>
    public DateTimeOffset? From => now - (_span is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>Adapts the period to its page. Returns false if no further page is needed.</summary>
    public bool Adapt(int count, DateTimeOffset? newest)
    {
        if (count == ListQuery.PageSize)
        {
            _full = _span ?? _full;
            var age = (now - newest)?.TotalSeconds ?? _full;
            _span = age < _free ? age : Math.Min(age, Middle);
        }
        else if (_span is null || _span <= Shortest || count >= Enough)
        {
            return false;
        }
        else
        {
            _free = _span.Value;
            _span = Middle;
        }

        return ++_calls < MostCalls;
    }

    private double Middle => Math.Sqrt(_full * _free);
}
