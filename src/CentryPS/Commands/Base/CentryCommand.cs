using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that waits for Centry without ever keeping the pipeline from stopping.</summary>
public abstract class CentryCommand : PSCmdlet, IDisposable
{
    // From the first moment, since a stop may come before BeginProcessing. It holds nothing that needs releasing.
    private readonly CancellationTokenSource _stop = new();

    // The engine makes the commands of a pipeline before the first one runs, and those of a nested pipeline within the scope.
    private readonly DeliveryScope? _outer = DeliveryScope.Current;
    private readonly HashSet<string> _advice = [];
    private PipelinePump? _pump;
    private Progress? _progress;

    /// <summary>Cancelled when the pipeline stops, or the cmdlet ends in whatever way.</summary>
    internal CancellationToken Stop => _stop.Token;

    /// <summary>The clock by which it waits and tells how far it is.</summary>
    private protected virtual TimeProvider Time => TimeProvider.System;

    /// <summary>The name of the session in which it calls, where that has one: errors and progress say it.</summary>
    private protected virtual string? SessionName => null;

    /// <summary>Whether a notification is being passed down the pipeline of this command, and is processed once its calls are answered.</summary>
    internal bool IsDelivering => DeliveryScope.Current is { } scope && scope != _outer;

    /// <summary>How far the command is.</summary>
    internal Progress Progress => _progress ??= new Progress(this, CentryErrors.Named(SessionName, MyInvocation.MyCommand.Name), Time);

    /// <summary>Waits and writes on the engine's thread; hears of each attempt.</summary>
    internal PipelinePump Pump => _pump ??= new PipelinePump(this, Progress, Stop)
    {
        WantsAttempts = this.IsVerbose() || this.IsDebug(),
        WantsDetail = this.IsDebug(),
    };

    /// <summary>Ends every call that is under way.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Pump.Write();
        Progress.End();
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Cancel();
        _pump?.Dispose();
    }

    /// <summary>Waits for a task and gives its result.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline stops.</exception>
    internal T Await<T>(Task<T> task)
    {
        Pump.Wait(task);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Waits for a task.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline stops.</exception>
    internal void Await(Task task)
    {
        Pump.Wait(task);
        task.GetAwaiter().GetResult();
    }

    /// <summary>The gate of every input: whatever goes wrong with it becomes its error, and the other inputs go on.</summary>
    internal void ForInput(object? input, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (InputGate.IsOfInput(exception))
        {
            Report(InputGate.Refusal(exception), input);
        }
    }

    /// <summary>Writes the error of an input, or ends the pipeline where no later input can fare better.</summary>
    private protected virtual void Report(CentryException exception, object? input)
    {
        var isAgain = DeliveryScope.Current is not null && CentryErrors.MayPass(exception);
        if (isAgain)
        {
            DeliveryScope.Current!.HasFailed = true;
        }

        if (CentryErrors.IsTerminating(exception))
        {
            ThrowTerminatingError(CentryErrors.Record(exception, input, SessionName, isAgain ? Messages.NotificationLeftAdvice : null));
        }

        WriteError(CentryErrors.Record(exception, input, SessionName, isAgain ? Messages.NotificationLeftAdvice : null, isAgain ? null : _advice));
    }
}
