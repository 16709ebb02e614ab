namespace CentryPS.Notifications;

/// <summary>Runs work on threads where an unhandled exception ends the process: of the pool, of timers.</summary>
internal static class Guard
{
    /// <returns>Whether it succeeded.</returns>
    public static bool TryRun(Action work, Action<Exception>? report = null)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception exception)
        {
            report?.Invoke(exception);
            return false;
        }
    }
}
