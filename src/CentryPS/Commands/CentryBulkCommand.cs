using System.Globalization;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>A cmdlet that makes one call an input, several at once, and answers in the order of its inputs.</summary>
/// <typeparam name="T">What a call gives.</typeparam>
public abstract class CentryBulkCommand<T> : CentrySessionCommand
{
    /// <summary>How long calls under way may still take to say their outcome when an error ends the pipeline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>How many of the inputs that nothing happened to are named; those with an outcome all are.</summary>
    private const int MostNames = 16;

    private CancellationTokenSource? _calls;
    private OrderedWindow<T>? _window;

    /// <summary>How many calls are in flight at once; by default the session's own limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _calls = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        _window = new OrderedWindow<T>(ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit, _calls.Token);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (_window!.TryPeek(out var next))
        {
            Finish(next);
        }

        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _calls?.Cancel();
        base.Dispose(disposing);
        _calls?.Dispose();
    }

    /// <summary>Starts a call for an input, as soon as there is room, and writes what is ready.</summary>
    private protected void Start(object target, string key, Func<CancellationToken, Task<T>> call)
    {
        _window!.Add(target, key, call);
        while (_window.TryPeek(out var next) && (next.Task.IsCompleted || _window.IsFull))
        {
            Finish(next);
        }
    }

    /// <summary>Writes a result; nothing where the cmdlet gives nothing.</summary>
    private protected abstract void Emit(T result, object target);

    /// <summary>Before an error ends the pipeline, says what became of the inputs after it that were under way.</summary>
    private protected override void Report(CentryException exception, object? target)
    {
        var ends = CentryErrors.IsTerminating(exception)
            || IsPreference("ErrorAction", "ErrorActionPreference", ActionPreference.Stop);
        if (!ends)
        {
            base.Report(exception, target);
            return;
        }

        var record = CentryErrors.Record(exception, target, Settle());
        if (CentryErrors.IsTerminating(exception))
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    private void Finish(WindowCall<T> call)
    {
        Attempt(call.Target, () =>
        {
            T result;
            try
            {
                result = Await(call.Task);
            }
            finally
            {
                _window!.Take();
            }

            Emit(result, call.Target);
        });
        Progress.Advance();
    }

    private string? Settle()
    {
        if (_window is not { Rest.Count: > 0 } window || _calls is null)
        {
            return null;
        }

        var rest = window.Rest.ToArray();
        var started = rest.Where(call => call.IsStarted).Select(call => (Task)call.Task).ToArray();
        Task.WhenAll(started).ContinueWith(_ => { }, TaskScheduler.Default).Wait(Grace);
        _calls.Cancel();
        return string.Format(
            CultureInfo.CurrentCulture,
            Messages.StopReport,
            Names(rest.Where(call => call.Task.Status == TaskStatus.RanToCompletion)),
            Names(rest.Where(IsKnownNotApplied), MostNames),
            Names(rest.Where(call => call.Task.Status != TaskStatus.RanToCompletion && !IsKnownNotApplied(call))));
    }

    private static bool IsKnownNotApplied(WindowCall<T> call) => !call.IsStarted
        || call.Task.Exception?.InnerException is CentryException { ErrorCode: not CentryErrorCode.OutcomeUnknown };

    private static string Names(IEnumerable<WindowCall<T>> calls, int most = int.MaxValue)
    {
        var names = calls.Select(call => call.Key).ToArray();
        var shown = string.Join(", ", names.Take(most));
        return names.Length == 0 ? Messages.StopReportNone
            : names.Length <= most ? shown
            : string.Format(CultureInfo.CurrentCulture, Messages.StopReportMore, shown, names.Length - most);
    }
}
