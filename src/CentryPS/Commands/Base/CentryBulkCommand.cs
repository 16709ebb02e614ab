using System.Management.Automation;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that makes one call an input, several at once, and answers in the order of its inputs.</summary>
/// <typeparam name="T">What a call gives.</typeparam>
public abstract class CentryBulkCommand<T> : CentrySessionCommand
{
    private CommandWindow<T>? _window;
    private ICaller? _caller;

    // For an error that ends the pipeline. Only the last ones, since memory must not grow with the input: -ResultPath has all.
    private readonly Queue<string> _applied = new();
    private long _appliedBefore;

    /// <summary>How many calls are in flight at once; by default the session's own limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        FinishAll();
        base.EndProcessing();
        if (IsChange && Summarize() is { } summary)
        {
            WriteInformation(summary, [nameof(CentryPS)]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        var isStopped = Stop.IsCancellationRequested;
        base.Dispose(disposing);
        if (isStopped && IsChange && this.IsInformed())
        {
            ShowStop();
        }
    }

    /// <summary>Counts the outcomes.</summary>
    private protected BulkSummary Summary { get; } = new();

    /// <summary>The journal that the summary names; null if there is none.</summary>
    private protected virtual string? JournalPath => null;

    /// <summary>The number of inputs left out because a resumed run had applied them.</summary>
    private protected virtual long LeftOut => 0;

    /// <summary>The id of the object whose outcome is being written; null for none.</summary>
    private protected string? Current => _window?.Current;

    /// <summary>Waits for all that was started, and writes it.</summary>
    private protected void FinishAll() => _window?.Drain();

    /// <summary>
    /// Makes a call for an input as soon as there is room, and writes what is ready. What is refused before anything is sent
    /// is reported when the input's turn comes, as any other error.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="id">The id of the object that it is about, as far as it is known.</param>
    /// <param name="plan">Gives the call; null where there is none to make.</param>
    private protected void Start(object input, Func<string> id, Func<PlannedCall<T>?> plan)
    {
        var window = _window ??= new CommandWindow<T>(this, ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit, Emit) { Applied = Applied, Failed = Failed };
        string key;
        Func<Task<T>> call;
        try
        {
            if (plan() is not { } planned)
            {
                return;
            }

            var caller = _caller ??= Session!.For(Pump, window.Cancelled);
            (key, call) = (planned.Key, () => InputGate.WatchAsync(planned.Send(caller), IsChange));
        }
        catch (Exception exception) when (InputGate.IsOfInput(exception))
        {
            var refusal = Refuse(id(), InputGate.Refusal(exception));
            (key, call) = (id(), () => Task.FromException<T>(refusal));
        }

        window.Add(input, key, call);
    }

    /// <summary>An input was refused before anything was sent.</summary>
    /// <returns>The exception to report.</returns>
    private protected virtual CentryException Refuse(string id, CentryException refusal) => refusal;

    /// <summary>Whether its calls change something, so that it matters what became of them.</summary>
    private protected virtual bool IsChange => false;

    /// <summary>A call failed, and its error is written.</summary>
    private protected void Failed() => Summary.Failed++;

    /// <summary>Writes what the call for an object gave; nothing where the cmdlet gives nothing.</summary>
    private protected abstract void Emit(T result, string id);

    /// <summary>Before an error ends a pipeline of changes, says what became of its inputs.</summary>
    private protected override void Report(CentryException exception, object? input)
    {
        if (_window is null || !_window.Ends(exception))
        {
            base.Report(exception, input);
            return;
        }

        var rest = _window.Settle(Time);
        if (!IsChange)
        {
            base.Report(exception, input);
            return;
        }

        string[] failed = _window.Current is { } current && !exception.IsApplied ? [current] : [];
        var report = new BulkReport(
            [.. _applied, .. rest[CallOutcome.Applied]],
            [.. exception.IsInDoubt ? [] : failed, .. rest[CallOutcome.NotApplied]],
            [.. exception.IsInDoubt ? failed : [], .. rest[CallOutcome.Unknown]],
            _appliedBefore);
        var message = MessageFormat.Join(exception.Message, report.Text);
        base.Report(exception.Ending(message, report.Applied, report.NotApplied, report.Unknown), input);
    }

    /// <summary>A call succeeded, and its result is about to be written.</summary>
    private protected virtual void Applied(string id)
    {
        Summary.Applied++;
        _applied.Enqueue(id);
        if (_applied.Count > BulkReport.MostApplied)
        {
            _applied.Dequeue();
            _appliedBefore++;
        }
    }

    private string? Summarize()
    {
        Summary.Planned = this.IsWhatIf() ? Declined : 0;
        Summary.Left += LeftOut + Declined - Summary.Planned;
        return Summary.Text(this.IsWhatIf(), JournalPath);
    }

    // The streams of a stopped pipeline take no more records.
    private void ShowStop()
    {
        if (_window?.Settle(Time) is { } rest)
        {
            Summary.Applied += rest[CallOutcome.Applied].LongCount();
            Summary.NotStarted = rest[CallOutcome.NotApplied].LongCount();
            Summary.Unknown = rest[CallOutcome.Unknown].LongCount();
        }

        if (Summarize() is { } summary)
        {
            Host.UI.WriteLine(summary);
        }
    }
}
