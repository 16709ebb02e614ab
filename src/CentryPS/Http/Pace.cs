namespace CentryPS.Http;

/// <summary>
/// Slows the whole session when Centry answers 429: all calls wait until it may be asked again, then start one after
/// another, at first slowly; each success halves the distance between them.
/// </summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan FirstSpacing = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LargestSpacing = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeastSpacing = TimeSpan.FromMilliseconds(1);

    private readonly object _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private TimeSpan _spacing = TimeSpan.Zero;
    private volatile bool _isSlow;

    /// <summary>Takes the next free start and says how long it is until then; zero while nothing is slowed.</summary>
    public TimeSpan Reserve()
    {
        if (!_isSlow)
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            var start = _next > now ? _next : now;
            _next = start + _spacing;
            return start - now;
        }
    }

    /// <summary>Centry asked for fewer calls.</summary>
    public void SlowDown(TimeSpan pause)
    {
        lock (_lock)
        {
            var resume = time.GetUtcNow() + pause;
            _next = resume > _next ? resume : _next;
            _spacing = Clamp(_spacing + _spacing);
            _isSlow = true;
        }
    }

    /// <summary>A call went through.</summary>
    public void SpeedUp()
    {
        if (!_isSlow)
        {
            return;
        }

        lock (_lock)
        {
            _spacing = TimeSpan.FromTicks(_spacing.Ticks / 2);
            _isSlow = _spacing > LeastSpacing || _next > time.GetUtcNow();
        }
    }

    private static TimeSpan Clamp(TimeSpan spacing) =>
        spacing < FirstSpacing ? FirstSpacing : spacing > LargestSpacing ? LargestSpacing : spacing;
}
