using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Files;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Undoes a bulk change: puts back the old values that a journal keeps.</summary>
[Cmdlet(VerbsCommon.Undo, "CentryChange", SupportsShouldProcess = true, HelpUri = HelpLinks.Root + "Undo-CentryChange.md")]
[OutputType(typeof(CentryOrder), typeof(CentryWebhook))]
public sealed class UndoCentryChangeCommand : CentryBulkCommand<CentryObject?>
{
    private readonly List<(string? Run, string? Id)> _wanted = [];
    private CommandWindow<UndoStep>? _looks;
    private ChangeJournal? _journal;
    private RunUndo? _undo;
    private int _same;

    /// <summary>The journal: what the bulk change wrote to its <c>-ResultPath</c>. The outcomes of this command are appended to it.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ResultPath { get; set; } = string.Empty;

    /// <summary>The run to undo; by default the last one that does not undo another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(RunCompleter))]
    public string? Run { get; set; }

    /// <summary>The objects whose changes are undone, by id or by the text by which the run found them; by default all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(ChangeIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Gives the objects as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsChange => true;

    private protected override string? JournalPath => ResultPath;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _wanted.AddRange((Id ?? [null!]).Select(id => (Run, (string?)id)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(ResultPath, UndoAll);
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _journal?.Dispose();
    }

    private protected override void Emit(CentryObject? result, string id)
    {
        if (result is CentryWebhook && !string.Equals(result.Id, id, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning(Messages.CreatedAgain.With(id, TerminalText.Show(result.Label), result.Id));
        }

        if (PassThru && result is not null)
        {
            WriteResult(result);
        }
    }

    private protected override CentryException Refuse(string id, CentryException refusal) => _journal?.Refuse(id, refusal) ?? refusal;

    private void UndoAll()
    {
        var path = FilePath.Of(this, ResultPath);
        var runs = RecordedRun.ReadAll(path);
        var chosen = _wanted.ToLookup(
            wanted => wanted.Run is null ? RecordedRun.Last(runs, path) : RecordedRun.Find(runs, wanted.Run, path),
            wanted => wanted.Id);
        if (this.IsWhatIf() && chosen.Count > 1)
        {
            throw CentryException.InvalidForAll(Messages.WhatIfOfSeveralRuns);
        }

        foreach (var run in runs.Reverse().Where(chosen.Contains))
        {
            // Undoing a later run may have created webhooks again: the journal has their new ids.
            ForInput(run.Id, () => Undo(run, RecordedRun.ReadAll(path), path, chosen[run]));
        }
    }

    private void Undo(RecordedRun run, IReadOnlyList<RecordedRun> runs, string path, IEnumerable<string?> ids)
    {
        var resource = run.Resource(runs, path);
        Await(ChangeJournal.CheckSourceAsync(run.Source, path, resource, Caller, Messages.CannotUndoHere.With(TerminalText.Show(run.Id), path)));
        var changes = run.Changes();
        var all = runs.SelectMany(any => any.Lines).Select(RecordedChange.TryRead).OfType<RecordedChange>().ToArray();
        var effects = Chosen(run, RunEffect.Of(resource, changes, new Successors(all)), [.. ids]);
        var created = all.Where(change => change.Old is null).Select(change => change.Id).OfType<string>();
        _undo = new RunUndo(resource, [.. created], Caller);
        _journal = this.IsWhatIf() ? null : new ChangeJournal(path, () => new JournalSource(Session!.BaseUri.ToString(), Session.CompanyId, run.Undo()), resumes: false, Time);
        Progress.Total = effects.Count;
        foreach (var effect in effects)
        {
            var target = effect.Last.ToChange();
            _looks ??= new CommandWindow<UndoStep>(this, ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit, (step, _) => Take(step, resource)) { Failed = Failed, IsLast = false };
            _looks.Add(target, effect.ToString(), () => LookAsync(effect));
        }

        _looks?.Drain();
        FinishAll();
        (_looks, _journal) = (null, Closed(_journal));
        Tell(run, [.. changes.Where(change => change.IsUnkept && !changes.Any(change.IsSameAndKept)).Select(change => change.Line.Id)]);
    }

    private IReadOnlyList<RunEffect> Chosen(RecordedRun run, IReadOnlyList<RunEffect> effects, IReadOnlyCollection<string?> ids)
    {
        var damaged = run.Damaged().Where(line => ids.Contains(null) || ids.Contains(line.Id, StringComparer.OrdinalIgnoreCase)).ToArray();
        foreach (var line in damaged)
        {
            ForInput(line.Id, () => RecordedChange.Of(line));
        }

        foreach (var id in ids.Where(id => id is not null && !effects.Any(effect => effect.Names.Contains(id)) && !damaged.Any(line => line.Id == id)))
        {
            ForInput(id, () => throw CentryException.Invalid(Messages.NotInRun, TerminalText.Show(id!), run.Id));
        }

        // An object of which one change is damaged is not undone in part.
        return
        [
            .. effects.Where(effect => !damaged.Any(line => effect.Names.Contains(line.Id)))
                .Where(effect => ids.Any(id => id is null || effect.Names.Contains(id))),
        ];
    }

    private async Task<UndoStep> LookAsync(RunEffect effect)
    {
        try
        {
            var step = await _undo!.LookAsync(effect).ConfigureAwait(false);
            return step.Action == CentryWebhookAction.None && step.Conflicts.Count > 0 ? throw step.Conflict(answer: null) : step;
        }
        catch (CentryException failure)
        {
            throw Refuse(effect.ToString(), failure);
        }
    }

    private void Take(UndoStep step, ICentryResource resource)
    {
        var (key, target) = (step.Effect.ToString(), step.Effect.Last.ToChange());
        if (step.Action == CentryWebhookAction.None)
        {
            _same++;
            if (step.IsFound && _journal is not null)
            {
                Start(target, () => key, () => Call(step, key));
                return;
            }

            Summary.Left++;
            Progress.Advance();
        }
        else if (IsAgreed(() => resource.Title.With(TerminalText.Show(step.Label == key ? key : $"{key}, {step.Label}")), () => Describe(step)))
        {
            Start(target, () => key, () => Call(step, key));
        }
        else if (this.IsWhatIf() && step.Conflicts.Count > 0)
        {
            ForInput(target, () => throw step.Conflict(answer: null));
        }
    }

    private PlannedCall<CentryObject?> Call(UndoStep step, string key) =>
        new(key, _journal!.Record(key, step.Change.Body, (caller, note) => _undo!.TakeAsync(step, caller, note, IsAsked), isKept: true));

    private static string Describe(UndoStep step) => step.Action switch
    {
        CentryWebhookAction.Create => Messages.ActionCreate.With(step.Change.Describe(old: null)),
        CentryWebhookAction.Update => Messages.ActionUpdate.With(step.Change.Describe(step.Now)),
        _ => Messages.ActionRemove,
    };

    private void Tell(RecordedRun run, IReadOnlyList<string> unkept)
    {
        if (unkept.Count > 0)
        {
            WriteWarning(Messages.NotKept.With(unkept.Count, run.Id, BulkReport.List(unkept)));
        }

        if (_same > 0)
        {
            WriteVerbose(Messages.AsBefore.With(_same, run.Id));
        }

        if (unkept.Count == 0 && _same == Progress.Total && (_same > 0 || (Id is null && run.Damaged().Count == 0)))
        {
            WriteWarning(Messages.NothingToUndo.With(run.Id));
        }

        _same = 0;
    }

    private static ChangeJournal? Closed(ChangeJournal? journal)
    {
        journal?.Dispose();
        return null;
    }
}
