namespace CentryPS.Http.Pacing;

/// <summary>
/// The pauses for which a server asks: each is for the whole session, and two that overlap are one. Not safe for many threads.
/// Times are in seconds.
/// </summary>
internal sealed class ServerPause
{
    private double _end;
    private double _held;

    /// <summary>Nobody starts for so long.</summary>
    public void Begin(double now, double length)
    {
        if (now + length > _end)
        {
            _held += now + length - Math.Max(now, _end);
            _end = now + length;
        }
    }

    /// <summary>How much is left of it.</summary>
    public double Left(double now) => Math.Max(0, _end - now);

    /// <summary>The time without all pauses: what a server accepts in a second is of this time.</summary>
    public double Without(double now) => now - _held + Left(now);
}
