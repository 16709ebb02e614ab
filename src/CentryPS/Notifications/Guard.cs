namespace CentryPS.Notifications;

/// <summary>
/// Runs work on threads of the pool and of timers, where an unhandled exception ends the process.
/// </summary>
internal static class Guard
{
    /// <summary>Runs work and reports an exception of any kind.</summary>
    /// <returns>Whether it succeeded.</returns>
    public static bool TryRun(Action work, Action<Exception> report)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception exception)
        {
            report(exception);
            return false;
        }
    }
}
