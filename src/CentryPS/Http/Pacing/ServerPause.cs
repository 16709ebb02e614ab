namespace CentryPS.Http.Pacing;

/// <summary>
/// The pauses that a server requests. Each applies to the whole session; overlapping pauses are merged. Not
/// thread-safe. Times are in seconds.
/// </summary>
internal sealed class ServerPause
{
    private double _end;
    private double _held;

    /// <summary>Begins a pause, or extends the current one.</summary>
    public void Begin(double now, double length)
    {
        if (now + length > _end)
        {
            _held += now + length - Math.Max(now, _end);
            _end = now + length;
        }
    }

    /// <summary>Returns the rest of the current pause; 0 for none.</summary>
    public double Left(double now) => Math.Max(0, _end - now);

    /// <summary>Returns the time without all pauses, on which rates are measured.</summary>
    public double Without(double now) => now - _held + Left(now);
}
