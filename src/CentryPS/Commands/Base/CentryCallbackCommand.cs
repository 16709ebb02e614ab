using System.Globalization;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>
/// A cmdlet that calls callback URLs in place of Centry, several at once, and writes results in the order of its
/// inputs. It needs no session.
/// </summary>
/// <typeparam name="T">The result of a call.</typeparam>
public abstract class CentryCallbackCommand<T> : CentryCommand
{
    private CommandWindow<T>? _window;
    private long _started;

    /// <summary>The timeout of a call in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 15;

    /// <summary>The maximum number of parallel calls.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; } = 32;

    private protected TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSec);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _window?.Drain();
        base.EndProcessing();
    }

    /// <summary>Runs an action for an input. Its error is reported in the input's turn.</summary>
    private protected void RunOrQueueError(object input, Action action)
    {
        try
        {
            action();
        }
        catch (CentryException refusal)
        {
            Start(input, _ => Task.FromException<T>(refusal));
        }
    }

    /// <summary>Makes a call for an input as soon as there is room, and writes the results that are ready.</summary>
    private protected void Start(object input, Func<CancellationToken, Task<T>> call)
    {
        var window = _window ??= new CommandWindow<T>(this, ThrottleLimit, (result, _) => Emit(result));

        // A key of its own for each call: calls to the same callback need not wait for each other.
        window.Add(input, (_started++).ToString(CultureInfo.InvariantCulture), () => call(window.Cancelled));
    }

    private protected abstract void Emit(T result);

    private protected override void Report(CentryException exception, object? input)
    {
        if (_window?.Ends(exception) == true)
        {
            _window.Settle();
        }

        base.Report(exception, input);
    }
}
