namespace CentryPS.Tests.Support;

internal static class TaskExtensions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60); // processes can be slow on a busy machine

    /// <summary>Waits for a task that should end soon; fails after a timeout, so that no test hangs.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="Soon(Task)"/>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);
}
