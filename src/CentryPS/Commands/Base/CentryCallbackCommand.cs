using System.Management.Automation;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Notifications;

namespace CentryPS.Commands.Base;

/// <summary>
/// A cmdlet that calls callback URLs as Centry does, in parallel, and writes the results in the order of the inputs. It
/// needs no session.
/// </summary>
/// <typeparam name="T">The result of a call.</typeparam>
public abstract class CentryCallbackCommand<T> : CentryCommand
{
    /// <summary>The timeout of a call in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 15;

    /// <summary>The maximum number of parallel calls.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; } = 32;

    private protected CallbackClient Client { get; private set; } = null!;

    private protected TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSec);

    private protected override CommandWindow Window => field ??= new CommandWindow(this, ThrottleLimit);

    /// <inheritdoc/>
    protected override void BeginProcessing() => Client = new CallbackClient(Time, Timeout);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Client?.Dispose();
    }

    /// <summary>Runs an action for an input. Errors are reported in the order of the inputs.</summary>
    private protected void RunOrQueueError(object input, Action action) => Window.Start(input, () => string.Empty, () =>
    {
        action();
        return null;
    });

    /// <summary>Starts a call for an input as soon as a slot is free, and writes the results that are ready.</summary>
    private protected void Start(object input, Func<CancellationToken, Task<T>> call)
    {
        // Each call has a unique key, so that calls to the same callback run in parallel.
        var key = Guid.NewGuid().ToString();
        Window.Start(input, () => key, () => new WindowCall<T>(key, () => call(Window.Cancelled), Emit));
    }

    private protected abstract void Emit(T result);
}
