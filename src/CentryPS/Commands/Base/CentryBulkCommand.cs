using System.Management.Automation;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that makes one call an input, several at once, and answers in the order of its inputs.</summary>
/// <typeparam name="T">What a call gives.</typeparam>
public abstract class CentryBulkCommand<T> : CentrySessionCommand
{
    /// <summary>How long calls under way may still take to say their outcome when an error ends the pipeline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private OrderedWindow<T>? _window;
    private ICaller? _caller;

    /// <summary>How many calls are in flight at once; by default the session's own limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_window?.TryPeek(out var next) == true)
        {
            Finish(_window, next);
        }

        base.EndProcessing();
    }

    /// <summary>
    /// Makes a call for an input as soon as there is room, and writes what is ready. What is refused before anything is sent
    /// is told when the input's turn comes, as any other error.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="id">The id of the object that it is about.</param>
    /// <param name="ask">What is asked; null where nothing is.</param>
    private protected void Start(object input, string id, Func<CentryCall<T>?> ask)
    {
        var window = _window ??= CreateWindow();
        try
        {
            if (ask() is not { } call)
            {
                return;
            }

            var caller = _caller ??= Session!.For(Pump, window.Cancelled);
            window.Add(input, id, () => caller.SendAsync(call));
        }
        catch (CentryException refusal)
        {
            window.Add(input, id, () => Task.FromException<T>(refusal));
        }

        while (window.TryPeek(out var next) && (next.Task.IsCompleted || window.IsFull))
        {
            Finish(window, next);
        }
    }

    /// <summary>Writes what the call for an object gave; nothing where the cmdlet gives nothing.</summary>
    private protected abstract void Emit(T result, string id);

    /// <summary>Before an error ends the pipeline, says what became of the inputs after it that were under way.</summary>
    private protected override void Report(CentryException exception, object? input) =>
        Report(exception, input, Ends(exception) ? _window?.Settle(Grace, Time).ToString() : null);

    private OrderedWindow<T> CreateWindow()
    {
        var stopsAtErrors = this.StopsAtErrors();
        return new OrderedWindow<T>(
            ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit,
            exception => stopsAtErrors || CentryErrors.IsTerminating(exception),
            Stop);
    }

    private bool Ends(CentryException exception) => CentryErrors.IsTerminating(exception) || this.StopsAtErrors();

    private void Finish(OrderedWindow<T> window, WindowCall<T> call)
    {
        ForInput(call.Input, () =>
        {
            T result;
            try
            {
                result = Await(call.Task);
            }
            finally
            {
                window.Take();
            }

            Write(result, call.Key);
        });
        Progress.Advance();
    }

    private void Write(T result, string id)
    {
        try
        {
            Emit(result, id);
        }
        catch (PipelineStoppedException)
        {
            _window!.Close(); // the command after this one has enough, as Select-Object -First
            throw;
        }
    }
}
