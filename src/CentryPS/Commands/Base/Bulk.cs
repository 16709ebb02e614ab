using CentryPS.Api;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Files;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>Runs the calls of a command in a session. For changes, keeps the journal and writes the summary.</summary>
internal sealed class Bulk : CommandWindow, IDisposable
{
    private readonly CentrySessionCommand _command;
    private readonly ICaller _caller;
    private readonly CommandWindow _reads;

    // A throttle limit of 0 is the session's limit.
    public Bulk(CentrySessionCommand command, int throttleLimit)
        : base(command, throttleLimit > 0 ? throttleLimit : command.Session!.ThrottleLimit)
    {
        _command = command;
        _caller = command.Session!.For(command.Pump, Cancelled);
        _reads = new CommandWindow(command, Throttle) { IsReadAhead = true, Outcomes = Outcomes };
    }

    /// <summary>The path of the journal as the user specified it; null if there is no journal.</summary>
    public string? ResultPath { get; init; }

    public ChangeJournal? Journal { get; private set; }

    /// <summary>
    /// Opens the journal if the user specified one, except with <c>-WhatIf</c>. The journal records the name of the
    /// command, because only the same command can resume a run.
    /// </summary>
    public void OpenJournal(string name, ICentryResource resource, bool resumes, bool isUndoable, bool keepsValues)
    {
        if ((resumes || isUndoable) && ResultPath is null)
        {
            throw CentryException.InvalidForAll(Messages.NeedsResultPath.With(resumes ? "Resume" : "Undoable"));
        }

        if (ResultPath is not null && !_command.IsWhatIf())
        {
            var session = _command.Session!;
            var path = FilePath.Of(_command, ResultPath);
            Func<JournalSource> source = () => new(session.BaseUri.ToString(), session.CompanyId, name);
            Journal = new ChangeJournal(path, source, resumes, keepsValues, _command.Time);
            if (Journal.Resumed is { } run)
            {
                CheckSource(run, ResultPath, resource, Messages.JournalOfOther.With(ResultPath));
            }
        }
    }

    /// <summary>Checks that a recorded run belongs to the server and the company of the session.</summary>
    /// <exception cref="CentryException">
    /// The run belongs to another one (<see cref="CentryErrorCode.WrongCompany"/>).
    /// </exception>
    public void CheckSource(JournalSource run, string path, ICentryResource resource, string refusal)
    {
        try
        {
            _command.Await(new ObjectOrigin(run.Server, run.Company).CheckAsync(resource, _command.Caller, path));
        }
        catch (CentryException failure)
        {
            throw failure.Final(MessageFormat.Join(refusal, failure.Message));
        }
    }

    public WindowCall Plan<T>(string id, Func<ICaller, Task<T>> send, Action<T> write) =>
        new WindowCall<T>(id, () => InputErrors.ConvertAsync(send(_caller), IsChange), write);

    /// <summary>
    /// Plans a change. The journal, if there is one, records it before it is sent and when its outcome is known. A
    /// resumed run recognizes the change by its bytes.
    /// </summary>
    public WindowCall Plan<T>(
        string id, byte[] change, Func<ICaller, ChangeNote?, Task<T>> send, Action<T> write) => Plan(
        id,
        caller => Journal?.RecordAsync(id, change, note => send(caller, note)) ?? send(caller, null),
        write);

    /// <summary>Returns true if the resumed run applied a change.</summary>
    public bool IsDone(string id, byte[] change) => Journal?.IsDone(id, change) == true;

    /// <summary>
    /// Reads an object in parallel with others, and calls <paramref name="decide"/> in the order of the inputs. The
    /// journal records a failed read as a refusal.
    /// </summary>
    public void ReadAhead<T>(object input, string key, Func<Task<T>> read, Action<T> decide)
    {
        _reads.Start(input, () => key, () => new WindowCall<T>(key, ReadAsync, decide));

        async Task<T> ReadAsync()
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (CentryException failure)
            {
                throw Refuse(key, failure);
            }
        }
    }

    public void FinishReads() => _reads.Finish();

    /// <summary>Counts an input whose object needs no change.</summary>
    public void Skip()
    {
        Outcomes.AddUnchanged();
        _command.Progress.Advance();
    }

    public void WriteSummary()
    {
        if (IsChange && Summarize() is { } summary)
        {
            _command.WriteInformation(summary, [nameof(CentryPS)]);
        }
    }

    /// <summary>
    /// Closes the journal. After a stop, also shows the summary on the host, because the streams accept no more
    /// records.
    /// </summary>
    public void Dispose()
    {
        if (IsChange && _command.IsStopped && _command.ShowsInformation())
        {
            Outcomes.AddEnded(Settle());
            if (Summarize() is { } summary)
            {
                _command.Host.UI.WriteLine(MessageFormat.Join(summary, Messages.CountStopped));
            }
        }

        Journal?.Dispose();
    }

    protected override CentryException Refuse(string key, CentryException refusal) =>
        Journal?.Refuse(key, refusal) ?? refusal;

    private string? Summarize() =>
        Outcomes.Summarize(_command.IsWhatIf(), _command.Declined, Journal?.Skipped ?? 0, ResultPath);
}
