namespace CentryPS.Api;

/// <summary>
/// The span of time in which to ask for what changed last, since no list of Centry's is newest first: narrowed while its
/// page is full, and widened again where it has little.
/// </summary>
/// <param name="now">The time by this machine's clock; the server's may be ahead.</param>
internal sealed class RecentSpan(DateTimeOffset now)
{
    private const int MostCalls = 10;
    private const int Enough = 10;
    private const double Shortest = 1e-3;

    // Seconds before now: of the shortest span that was full, of the longest that was not, and of the one to ask for, which is ever at first.
    private double _full = 1e9;
    private double _free = Shortest;
    private double? _span;
    private int _calls;

    /// <summary>Its beginning; null for all that there ever was.</summary>
    public DateTimeOffset? From => now - (_span is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>Takes note of its page; false where that will do.</summary>
    /// <param name="count">How many the page has.</param>
    /// <param name="newest">When the last of those was changed.</param>
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
