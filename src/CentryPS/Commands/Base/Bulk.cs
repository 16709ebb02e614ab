using CentryPS.Api;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Files;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>
/// The calls of a command for its inputs. They run in parallel, and their results are written in the order of the
/// inputs. For changes it also has the outcomes, as counts and ids, and the journal.
/// </summary>
/// <typeparam name="T">The result of a call.</typeparam>
internal sealed class Bulk<T> : IBulk
{
    private readonly CentrySessionCommand _command;
    private readonly int _throttle;
    private readonly CommandWindow<T> _window;
    private readonly ICaller _caller;

    /// <param name="command">The command.</param>
    /// <param name="throttleLimit">The maximum number of parallel calls; 0 for the session's.</param>
    /// <param name="emit">Writes the result of the call for an id.</param>
    public Bulk(CentrySessionCommand command, int throttleLimit, Action<T, string> emit)
    {
        _command = command;
        _throttle = throttleLimit > 0 ? throttleLimit : command.Session!.ThrottleLimit;
        _window = new CommandWindow<T>(command, _throttle, emit)
        {
            Applied = Outcomes.AddApplied,
            Failed = Outcomes.AddFailed,
        };
        _caller = command.Session!.For(command.Pump, _window.Cancelled);
    }

    /// <summary>Whether the calls change something, so that their outcomes are reported.</summary>
    public bool IsChange { get; init; }

    /// <summary>The journal as the user specified it; null for none.</summary>
    public string? ResultPath { get; init; }

    public ChangeJournal? Journal { get; set; }

    public BulkOutcomes Outcomes { get; } = new();

    /// <summary>The id of the object whose result is being written; null for none.</summary>
    public string? Current => _window.Current;

    /// <summary>Opens the journal, if the user specified one and <c>-WhatIf</c> does not prevent the changes.</summary>
    /// <param name="name">The command as the journal records it: only the same command can resume a run.</param>
    /// <param name="resource">A collection from which the session can learn its company.</param>
    /// <param name="resumes">Whether the last run is resumed.</param>
    /// <param name="isUndoable">Whether the user requires the values to be kept.</param>
    /// <param name="keepsValues">Whether the values are kept.</param>
    /// <exception cref="CentryException">
    /// There is no journal to resume or to keep values in, or it cannot be used.
    /// </exception>
    public void OpenJournal(string name, ICentryResource resource, bool resumes, bool isUndoable, bool keepsValues)
    {
        if ((resumes || isUndoable) && ResultPath is null)
        {
            throw CentryException.InvalidForAll(Messages.NeedsResultPath.With(resumes ? "Resume" : "Undoable"));
        }

        if (ResultPath is not null && !_command.IsWhatIf())
        {
            var path = FilePath.Of(_command, ResultPath);
            Journal = new ChangeJournal(path, () => SourceOf(name), resumes, keepsValues, _command.Time);
            if (Journal.Resumed is { } run)
            {
                var refusal = Messages.JournalOfOther.With(ResultPath);
                _command.Await(ChangeJournal.CheckSourceAsync(run, ResultPath, resource, _command.Caller, refusal));
            }
        }
    }

    /// <summary>What the journal records of a run in the session.</summary>
    public JournalSource SourceOf(string name) =>
        new(_command.Session!.BaseUri.ToString(), _command.Session.CompanyId, name);

    /// <summary>
    /// Plans a change that the journal, if there is one, records before it is sent and when its outcome is known.
    /// </summary>
    /// <param name="id">The id of the object, or the text by which it is found.</param>
    /// <param name="change">The change as bytes, by which a resumed run recognizes it.</param>
    /// <param name="send">Makes the change, and notes the values before.</param>
    public PlannedCall<T> Plan(string id, byte[] change, Func<ICaller, ChangeNote?, Task<T>> send) => new(
        id,
        caller => Journal?.RecordAsync(id, change, note => send(caller, note)) ?? send(caller, null));

    /// <summary>Whether the resumed run applied a change.</summary>
    public bool IsDone(string id, byte[] change) => Journal?.IsDone(id, change) == true;

    /// <summary>
    /// Makes a call for an input as soon as there is room, and writes the results that are ready. An input that is
    /// refused while its call is planned is reported in its turn.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="id">The id of the object, as far as it is known.</param>
    /// <param name="plan">Plans the call; returns null if there is none to make.</param>
    public void Start(object input, Func<string> id, Func<PlannedCall<T>?> plan)
    {
        string key;
        Func<Task<T>> call;
        try
        {
            if (plan() is not { } planned)
            {
                return;
            }

            (key, call) = (planned.Key, () => InputGate.WatchAsync(planned.Send(_caller), IsChange));
        }
        catch (Exception exception) when (InputGate.IsOfInput(exception))
        {
            var refusal = Refuse(id(), InputGate.Refusal(exception));
            (key, call) = (id(), () => Task.FromException<T>(refusal));
        }

        _window.Add(input, key, call);
    }

    /// <summary>
    /// A window for reading objects in parallel before a decision about each of them is made, in the order of the
    /// inputs.
    /// </summary>
    public CommandWindow<TRead> ReadAhead<TRead>(Action<TRead> decide) =>
        new(_command, _throttle, (read, _) => decide(read)) { IsLast = false, Failed = Outcomes.AddFailed };

    /// <summary>Reads an object ahead. A failure is recorded in the journal as a refusal.</summary>
    public async Task<TRead> ReadAsync<TRead>(string id, Func<Task<TRead>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (CentryException failure)
        {
            throw Refuse(id, failure);
        }
    }

    /// <summary>Skips an input whose object already is as it should be.</summary>
    public void Skip()
    {
        Outcomes.AddUnchanged();
        _command.Progress.Advance();
    }

    public void Finish() => _window.Drain();

    public void WriteSummary()
    {
        if (IsChange && Summarize() is { } summary)
        {
            _command.WriteInformation(summary, [nameof(CentryPS)]);
        }
    }

    public CentryException End(CentryException exception)
    {
        if (!_window.Ends(exception))
        {
            return exception;
        }

        var rest = _window.Settle();
        return IsChange ? Outcomes.Report(exception, Current, rest) : exception;
    }

    /// <summary>
    /// Shows the summary of a stopped pipeline, whose streams accept no more records, and closes the journal.
    /// </summary>
    public void Dispose()
    {
        if (IsChange && _command.IsStopped && _command.IsInformed())
        {
            Outcomes.AddEnded(_window.Settle());
            if (Summarize() is { } summary)
            {
                _command.Host.UI.WriteLine(MessageFormat.Join(summary, Messages.CountStopped));
            }
        }

        Journal?.Dispose();
    }

    private string? Summarize() =>
        Outcomes.Text(_command.IsWhatIf(), _command.Declined, Journal?.LeftOut ?? 0, ResultPath);

    private CentryException Refuse(string id, CentryException refusal) => Journal?.Refuse(id, refusal) ?? refusal;
}
