namespace CentryPS.Commands.Pipeline;

/// <summary>A call for an input, in an <see cref="OrderedWindow"/>.</summary>
/// <param name="key">The object that the call reads or writes. Calls with the same key never overlap.</param>
internal abstract class WindowCall(string key)
{
    public string Key => key;

    /// <summary>The position among all calls of the window, from 0.</summary>
    public long Index { get; set; }

    public object Input { get; set; } = null!;

    public Task Task { get; set; } = null!;

    /// <summary>True if the request may have reached the server.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The outcome that is known so far.</summary>
    public CentryChangeOutcome Outcome
    {
        get
        {
            var failure = Task.Exception?.InnerException as CentryException;
            return Task.Status == TaskStatus.RanToCompletion || failure?.IsApplied == true ? CentryChangeOutcome.Applied
                : !IsStarted || failure?.IsInDoubt == false ? CentryChangeOutcome.NotApplied
                : CentryChangeOutcome.Unknown;
        }
    }

    public abstract Task SendAsync();

    /// <summary>Writes the result of the call, or after a failure the object in the response, if any.</summary>
    public abstract void Write(CentryException? failure = null);
}

/// <inheritdoc/>
internal sealed class WindowCall<T>(string key, Func<Task<T>> send, Action<T> write) : WindowCall(key)
{
    private T _result = default!;

    public override async Task SendAsync() => _result = await send().ConfigureAwait(false);

    public override void Write(CentryException? failure = null)
    {
        if (failure is null)
        {
            write(_result);
        }
        else if (failure.Answer is T answer)
        {
            write(answer);
        }
    }
}
