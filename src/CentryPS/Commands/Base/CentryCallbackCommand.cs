using System.Globalization;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that goes to callbacks in place of Centry, several at once, and answers in the order of its inputs. It needs no session.</summary>
/// <typeparam name="T">What it gives of a callback.</typeparam>
public abstract class CentryCallbackCommand<T> : CentryCommand
{
    private CommandWindow<T>? _window;
    private long _started;

    /// <summary>Seconds that a callback may take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 15;

    /// <summary>How many callbacks are called at once.</summary>
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

    /// <summary>Does something for an input; what is refused in it is told when its turn comes, as any other error.</summary>
    private protected void ForTurn(object input, Action action)
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

    /// <summary>Makes a call for an input as soon as there is room, and writes what is ready.</summary>
    private protected void Start(object input, Func<CancellationToken, Task<T>> call)
    {
        var window = _window ??= new CommandWindow<T>(this, ThrottleLimit, (result, _) => Emit(result));

        // A key for each: what goes to one callback twice is no reason to wait.
        window.Add(input, (_started++).ToString(CultureInfo.InvariantCulture), () => call(window.Cancelled));
    }

    /// <summary>Writes what was found of a callback.</summary>
    private protected abstract void Emit(T result);

    /// <summary>Before an error ends the pipeline, nothing more starts.</summary>
    private protected override void Report(CentryException exception, object? input)
    {
        if (_window?.Ends(exception) == true)
        {
            _window.Settle(Time);
        }

        base.Report(exception, input);
    }
}
