using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Base;

/// <summary>
/// Makes the calls of a command in parallel, and writes their results and errors in the order of its inputs. Not
/// thread-safe: only the pipeline thread uses it.
/// </summary>
internal class CommandWindow
{
    private readonly CentryCommand _command;
    private readonly OrderedWindow _calls;
    private readonly bool _stopsAtErrors;

    public CommandWindow(CentryCommand command, int throttle)
    {
        _command = command;
        _stopsAtErrors = command.StopsAtErrors();
        _calls = new OrderedWindow(throttle, Ends, command.Stop);
        Throttle = throttle;
    }

    /// <summary>True if the calls change something, so that their outcomes are reported.</summary>
    public bool IsChange { get; init; }

    /// <summary>True if the calls only read objects, so that their inputs are not complete after them.</summary>
    public bool IsReadAhead { get; init; }

    public BulkOutcomes Outcomes { get; init; } = new();

    /// <summary>Cancelled when no more results are needed.</summary>
    public CancellationToken Cancelled => _calls.Cancelled;

    /// <summary>The key of the call whose result is being written; null for none.</summary>
    public string? Current { get; private set; }

    protected int Throttle { get; }

    /// <summary>
    /// Starts a call for an input as soon as a slot is free, and writes the results that are ready. If the input cannot
    /// be planned, its error is reported in the order of the inputs. A plan that returns null makes no call.
    /// </summary>
    public void Start(object input, Func<string> key, Func<WindowCall?> plan)
    {
        try
        {
            if (plan() is { } call)
            {
                _calls.Add(input, call);
            }
        }
        catch (Exception exception) when (InputErrors.IsInputError(exception))
        {
            var refusal = Refuse(key(), InputErrors.OfUnsent(exception));
            _calls.Add(input, new WindowCall<object>(key(), () => Task.FromException<object>(refusal), _ => { }));
        }

        while (_calls.Next is { } next && (next.Task.IsCompleted || _calls.IsFull || _command.IsDelivering))
        {
            Finish(next);
        }
    }

    /// <summary>Waits for all calls, and writes their results.</summary>
    public void Finish()
    {
        while (_calls.Next is { } next)
        {
            Finish(next);
        }
    }

    /// <summary>Ends the calls if an error ends the pipeline.</summary>
    /// <returns>The error to report: for a bulk change it has the outcome of each input.</returns>
    public CentryException End(CentryException exception)
    {
        if (!Ends(exception))
        {
            return exception;
        }

        var rest = Settle();
        return IsChange ? Outcomes.Report(exception, Current, rest) : exception;
    }

    /// <summary>Returns the error to report for an input that is refused before anything is sent.</summary>
    protected virtual CentryException Refuse(string key, CentryException refusal) => refusal;

    /// <inheritdoc cref="OrderedWindow.Settle"/>
    protected ILookup<CentryChangeOutcome, string> Settle() => _calls.Settle(_command.Time);

    private bool Ends(CentryException exception) => _stopsAtErrors || CentryErrors.IsTerminating(exception);

    private void Finish(WindowCall call)
    {
        Current = call.Key;
        _command.Pump.Wait(call.Task); // if the pipeline stops, the call stays in the window, for Settle
        _calls.Take();
        if (call.Task.Status == TaskStatus.RanToCompletion)
        {
            Write(call);
        }
        else
        {
            _command.ForInput(call.Input, () => Fail(call));
            Outcomes.AddFailed();
        }

        Current = null;
        if (!IsReadAhead)
        {
            _command.Progress.Advance();
        }
    }

    private void Write(WindowCall call)
    {
        if (!IsReadAhead)
        {
            Outcomes.AddApplied(call.Key);
        }

        try
        {
            call.Write();
        }
        catch (PipelineStoppedException)
        {
            _calls.Close(); // a later command, such as Select-Object -First, needs no more results
            throw;
        }
    }

    private void Fail(WindowCall call)
    {
        try
        {
            call.Task.GetAwaiter().GetResult();
        }
        catch (CentryException denied) when (denied.Answer is not null)
        {
            if (denied.IsApplied)
            {
                Outcomes.AddApplied(call.Key);
            }

            call.Write(denied); // the current object, before the error
            throw;
        }
    }
}
