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
    private Func<CentryException, bool> _ends = CentryErrors.IsTerminating;
    private string? _current;

    // So that an error that ends the pipeline can name them; what a script was given, it may not have kept. The last of them,
    // since memory must not grow with the input: -ResultPath has all.
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
    }

    /// <summary>Waits for all that was started, and writes it.</summary>
    private protected void FinishAll()
    {
        while (_window?.TryPeek(out var next) == true)
        {
            Finish(_window, next);
        }
    }

    /// <summary>
    /// Makes a call for an input as soon as there is room, and writes what is ready. What is refused before anything is sent
    /// is told when the input's turn comes, as any other error.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="id">The id of the object that it is about.</param>
    /// <param name="ask">What is asked, by whom it is given; null where nothing is.</param>
    private protected void Start(object input, string id, Func<Func<ICaller, Task<T>>?> ask)
    {
        var window = _window ??= CreateWindow();
        try
        {
            if (ask() is not { } call)
            {
                return;
            }

            var caller = _caller ??= Session!.For(Pump, window.Cancelled);
            window.Add(input, id, () => call(caller));
        }
        catch (CentryException refusal)
        {
            Refuse(id, refusal);
            window.Add(input, id, () => Task.FromException<T>(refusal));
        }

        while (window.TryPeek(out var next) && (next.Task.IsCompleted || window.IsFull))
        {
            Finish(window, next);
        }
    }

    /// <summary>An input was refused before anything was sent.</summary>
    private protected virtual void Refuse(string id, CentryException refusal)
    {
    }

    /// <summary>Whether its calls change something, so that it matters what became of them.</summary>
    private protected virtual bool IsChange => false;

    /// <summary>Writes what the call for an object gave; nothing where the cmdlet gives nothing.</summary>
    private protected abstract void Emit(T result, string id);

    /// <summary>Before an error ends a pipeline of changes, says what became of its inputs.</summary>
    private protected override void Report(CentryException exception, object? input)
    {
        if (_window is null || !_ends(exception))
        {
            base.Report(exception, input);
            return;
        }

        var rest = _window.Settle(Grace, Time);
        if (!IsChange)
        {
            base.Report(exception, input);
            return;
        }

        string[] failed = _current is null ? [] : [_current];
        var report = new BulkReport(
            [.. _applied, .. rest[CallOutcome.Applied]],
            [.. exception.IsInDoubt ? [] : failed, .. rest[CallOutcome.NotApplied]],
            [.. exception.IsInDoubt ? failed : [], .. rest[CallOutcome.Unknown]],
            _appliedBefore);
        var message = CentryErrors.Join(exception.Message, report.Text);
        base.Report(exception.Ending(message, report.Applied, report.NotApplied, report.Unknown), input);
    }

    private OrderedWindow<T> CreateWindow()
    {
        var stopsAtErrors = this.StopsAtErrors();
        _ends = exception => stopsAtErrors || CentryErrors.IsTerminating(exception);
        return new OrderedWindow<T>(ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit, _ends, Stop);
    }

    private void Finish(OrderedWindow<T> window, WindowCall<T> call)
    {
        _current = call.Key;
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

            if (IsChange)
            {
                Applied(call.Key);
            }

            Write(result, call.Key);
        });
        _current = null;
        Progress.Advance();
    }

    private void Applied(string id)
    {
        _applied.Enqueue(id);
        if (_applied.Count > BulkReport.MostApplied)
        {
            _applied.Dequeue();
            _appliedBefore++;
        }
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
