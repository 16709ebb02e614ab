namespace CentryPS.Tests.Support;

internal static class TaskExtensions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60); // a process that a test starts may take long on a loaded machine

    /// <summary>The same task, which ends at once; where the code is broken it fails, and no test hangs.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="Soon(Task)"/>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);
}
