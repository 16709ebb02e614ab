using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>A cmdlet that waits for Centry without ever keeping the pipeline from stopping.</summary>
public abstract class CentryCommand : PSCmdlet, IDisposable
{
    private PipelinePump? _pump;
    private Progress? _progress;

    /// <summary>Hears of each exchange, for the verbose and debug streams.</summary>
    internal ICallObserver Observer => Pump;

    /// <summary>Cancelled when the pipeline stops.</summary>
    internal CancellationToken Stop => Pump.Stopping;

    /// <summary>How far the command is.</summary>
    internal Progress Progress => _progress ?? throw new InvalidOperationException();

    internal PipelinePump Pump => _pump ?? throw new InvalidOperationException();

    /// <summary>Ends every call that is under way.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _progress = new Progress(this, MyInvocation.MyCommand.Name);
        _pump = CreatePump();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _pump?.Stop();

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing) => _pump?.Dispose();

    /// <summary>Waits for a call and gives its result.</summary>
    internal T Await<T>(Task<T> call)
    {
        Pump.Wait(call);
        return call.GetAwaiter().GetResult();
    }

    /// <summary>The session's tokens were renewed; runs on the engine's thread.</summary>
    private protected virtual void OnRenewed()
    {
    }

    /// <summary>Runs an action; what Centry or this module refuses in it becomes an error record for the input.</summary>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (CentryException exception)
        {
            Report(exception, target);
        }
    }

    /// <summary>Writes the error of one input, or ends the pipeline where no later input can fare better.</summary>
    private protected virtual void Report(CentryException exception, object? target)
    {
        if (CentryErrors.IsTerminating(exception))
        {
            ThrowTerminatingError(CentryErrors.Record(exception, target));
        }

        WriteError(CentryErrors.Record(exception, target));
    }

    private protected bool IsPreference(string parameter, string variable, ActionPreference preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? Is(bound, preference)
            : Is(GetVariableValue(variable, ActionPreference.SilentlyContinue), preference);

    private static bool Is(object? value, ActionPreference preference) => value is PSObject wrapped
        ? Is(wrapped.BaseObject, preference)
        : value is ActionPreference own ? own == preference
        : string.Equals(value?.ToString(), preference.ToString(), StringComparison.OrdinalIgnoreCase);

    private PipelinePump CreatePump()
    {
        var debugs = IsOn("Debug", "DebugPreference");
        return new PipelinePump(this, Progress, OnRenewed)
        {
            WantsExchanges = debugs || IsOn("Verbose", "VerbosePreference"),
            WantsDetail = debugs,
        };
    }

    private bool IsOn(string parameter, string variable) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? bound is SwitchParameter { IsPresent: true }
            : !IsPreference(parameter, variable, ActionPreference.SilentlyContinue)
                && !IsPreference(parameter, variable, ActionPreference.Ignore);
}
