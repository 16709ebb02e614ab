using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that waits for tasks and still responds when the pipeline is stopped.</summary>
public abstract class CentryCommand : PSCmdlet, IDisposable
{
    // Created here, because the pipeline may stop before BeginProcessing. It holds nothing to dispose.
    private readonly CancellationTokenSource _stop = new();

    // The scope in which PowerShell created this command. It creates the commands of a pipeline before the first one
    // runs, so only those of a nested pipeline have a scope here.
    private readonly DeliveryScope? _outer = DeliveryScope.Current;
    private readonly HashSet<string> _shownSentences = [];
    private PipelinePump? _pump;

    /// <summary>Cancelled when the pipeline stops, and when the cmdlet is disposed.</summary>
    internal CancellationToken Stop => _stop.Token;

    internal bool IsStopped { get; private set; }

    internal virtual TimeProvider Time => TimeProvider.System;

    /// <summary>The name of the session, for errors and progress; null if it has none.</summary>
    private protected virtual string? SessionName => null;

    /// <summary>The calls for the inputs; null if the command makes one call at a time.</summary>
    private protected virtual CommandWindow? Window => null;

    /// <summary>True if this pipeline is processing a notification. It is complete when its calls are.</summary>
    internal bool IsDelivering => DeliveryScope.Current is { } scope && scope != _outer;

    internal Progress Progress =>
        field ??= new Progress(this, CentryErrors.WithSessionName(SessionName, MyInvocation.MyCommand.Name), Time);

    internal PipelinePump Pump => _pump ??= new PipelinePump(this, Progress, Stop)
    {
        WantsAttempts = this.IsVerbose() || this.IsDebug(),
        WantsDetail = this.IsDebug(),
    };

    /// <summary>Cancels all running calls.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        IsStopped = true;
        _stop.Cancel();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Window?.Finish();
        Pump.Write();
        Progress.End();
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Cancel();
        _pump?.Dispose();
    }

    /// <exception cref="PipelineStoppedException">The pipeline stops.</exception>
    internal T Await<T>(Task<T> task)
    {
        Pump.Wait(task);
        return task.GetAwaiter().GetResult();
    }

    /// <exception cref="PipelineStoppedException">The pipeline stops.</exception>
    internal void Await(Task task)
    {
        Pump.Wait(task);
        task.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Processes an input. A failure becomes the error of this input, and the remaining inputs are processed.
    /// </summary>
    internal void ForInput(object? input, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (InputErrors.IsInputError(exception))
        {
            Report(InputErrors.OfUnsent(exception), input);
        }
    }

    /// <summary>Writes the error of an input, or ends the pipeline if all later inputs would fail too.</summary>
    private protected virtual void Report(CentryException exception, object? input)
    {
        exception = Window?.End(exception) ?? exception;
        var redelivering = CentryErrors.IsTransient(exception) ? DeliveryScope.Current : null;
        redelivering?.HasFailed = true;
        var advice = redelivering is null ? null : Messages.NotificationLeftAdvice;
        if (CentryErrors.IsTerminating(exception))
        {
            ThrowTerminatingError(CentryErrors.Record(exception, input, SessionName, advice));
        }

        var shown = redelivering is null ? _shownSentences : null;
        WriteError(CentryErrors.Record(exception, input, SessionName, advice, shown));
    }
}
