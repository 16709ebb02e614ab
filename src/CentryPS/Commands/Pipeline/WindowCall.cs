namespace CentryPS.Commands.Pipeline;

/// <summary>One call in an <see cref="OrderedWindow{T}"/>.</summary>
/// <param name="index">Which of the inputs it is for, counted from zero.</param>
/// <param name="input">The input that it is for.</param>
/// <param name="key">What it reads or writes: calls with one key never overlap.</param>
internal sealed class WindowCall<T>(long index, object input, string key)
{
    public long Index => index;

    public object Input => input;

    public string Key => key;

    public Task<T> Task { get; set; } = null!;

    /// <summary>Whether anything of it may have reached the server.</summary>
    public bool IsStarted { get; set; }

    /// <summary>What is known of it at this moment.</summary>
    public CallOutcome Outcome
    {
        get
        {
            var task = Task;
            var failure = task.Exception?.InnerException as CentryException;
            return task.Status == TaskStatus.RanToCompletion || failure?.IsApplied == true ? CallOutcome.Applied
                : !IsStarted || failure?.IsInDoubt == false ? CallOutcome.NotApplied
                : CallOutcome.Unknown;
        }
    }
}
