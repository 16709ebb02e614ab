using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Files;
using CentryPS.Http;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that makes many changes, and can tell them to a journal.</summary>
/// <typeparam name="T">What a change gives.</typeparam>
public abstract class CentryJournalCommand<T> : CentryBulkCommand<T>
{
    private ChangeJournal? _journal;

    private protected CentryJournalCommand()
    {
    }

    /// <summary>A journal: a CSV file that gets a line for each change before it is sent, and one as soon as its outcome is known.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Resumes the last run in the journal of <see cref="ResultPath"/>.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Keeps the old and the new values in the journal, so that Undo-CentryChange can put the old ones back.</summary>
    [Parameter]
    public SwitchParameter Undoable { get; set; }

    private protected override bool IsChange => true;

    private protected override string? JournalPath => ResultPath;

    /// <summary>Whether the command reads each object anyway, so that a journal always keeps the values.</summary>
    private protected virtual bool ReadsFirst => false;

    /// <summary>Whether the old and the new values go into the journal.</summary>
    private protected bool KeepsValues => _journal is not null && (Undoable || ReadsFirst || _journal.ResumesValues);

    /// <summary>The command as the journal names it: a run is resumed by the same command only.</summary>
    private protected virtual string JournalCommand => MyInvocation.MyCommand.Name;

    /// <summary>Whether a run that resumes another leaves out what that one applied.</summary>
    private protected virtual bool LeavesOut => true;

    /// <summary>A collection that the account has, to learn its company from.</summary>
    private protected abstract ICentryResource AccountResource { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(ResultPath, OpenJournal);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_journal?.LeftOut > 0)
        {
            WriteVerbose(Messages.LeftOut.With(_journal.LeftOut));
        }
        else if (LeavesOut && _journal?.ResumedRun is { } run)
        {
            WriteWarning(Messages.NothingLeftOut.With(run, ResultPath));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal?.Dispose();
    }

    /// <summary>Whether the resumed run applied this change.</summary>
    private protected bool IsDone(string id, Func<byte[]> change) => _journal?.IsDone(id, change()) == true;

    /// <summary>A call that is written to the journal, if there is one, before it is sent and when its outcome is known.</summary>
    private protected PlannedCall<T> Planned(string id, Func<byte[]> change, Func<ICaller, ChangeNote, Task<T>> send) =>
        new(id, _journal?.Record(id, change(), send, KeepsValues) ?? (caller => send(caller, ChangeNote.Ignored)));

    private protected override CentryException Refuse(string id, CentryException refusal) => _journal?.Refuse(id, refusal) ?? refusal;

    private protected override long LeftOut => _journal?.LeftOut ?? 0;

    private void OpenJournal()
    {
        if ((Resume || Undoable) && ResultPath is null)
        {
            throw CentryException.InvalidForAll(Messages.NeedsResultPath.With(Resume ? nameof(Resume) : nameof(Undoable)));
        }

        if (ResultPath is not null && !this.IsWhatIf())
        {
            _journal = new ChangeJournal(FilePath.Of(this, ResultPath), Source, Resume, Time);
            if (_journal.Resumed is { } run)
            {
                Await(ChangeJournal.CheckSourceAsync(run, ResultPath, AccountResource, Caller, Messages.JournalOfOther.With(ResultPath)));
            }
        }
    }

    private JournalSource Source() => new(Session!.BaseUri.ToString(), Session.CompanyId, JournalCommand);
}
