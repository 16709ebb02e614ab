namespace CentryPS.Notifications;

/// <summary>Runs work on threads of the pool and of timers, where an unhandled exception ends the process.</summary>
internal static class Guard
{
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
