namespace CentryPS.Commands.Pipeline;

/// <summary>A call in an <see cref="OrderedWindow{T}"/>.</summary>
/// <param name="index">Its position among all calls, from 0.</param>
/// <param name="input">Its input.</param>
/// <param name="key">The object that it reads or writes: calls with the same key never overlap.</param>
internal sealed class WindowCall<T>(long index, object input, string key)
{
    public long Index => index;

    public object Input => input;

    public string Key => key;

    public Task<T> Task { get; set; } = null!;

    /// <summary>Whether the request may have reached the server.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The outcome as far as it is known now.</summary>
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
