using CentryPS.Api;
using CentryPS.Commands.Pipeline;
using CentryPS.Files;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A run of a journal that a command undoes.</summary>
/// <param name="command">The command.</param>
/// <param name="calls">Its calls.</param>
/// <param name="emit">Writes the object with an id after the change.</param>
/// <param name="run">The run.</param>
/// <param name="runs">All runs of the journal, with those that undid others.</param>
/// <param name="path">The journal, as a full path.</param>
internal sealed class UndoneRun(
    CentrySessionCommand command,
    Bulk calls,
    Action<CentryObject?, string> emit,
    RecordedRun run,
    IReadOnlyList<RecordedRun> runs,
    string path)
{
    private int _asBefore;

    /// <summary>Undoes the changes of objects.</summary>
    /// <param name="ids">The objects; null among them for all.</param>
    /// <exception cref="CentryException">The run cannot be undone in this session, or keeps no values.</exception>
    public void Undo(IReadOnlyCollection<string?> ids)
    {
        var resource = run.Resource(runs, path);
        var refusal = Messages.CannotUndoHere.With(TerminalText.Show(run.Id), path);
        command.Await(ChangeJournal.CheckSourceAsync(run.Source, path, resource, command.Caller, refusal));
        var changes = run.Undoable();
        var all = runs.SelectMany(any => any.Readable).ToArray();
        var effects = Choose(RunEffect.Of(resource, changes, all), ids);
        var undo = new RunUndo(resource, all, command.Caller);
        command.Progress.Total = effects.Count;
        using (calls.Journal = OpenJournal())
        {
            foreach (var effect in effects)
            {
                calls.ReadAhead(
                    effect.Last.ToChange(),
                    effect.ToString(),
                    () => undo.PlanAsync(effect),
                    step => Take(step, resource, undo));
            }

            calls.FinishReads();
            calls.Finish();
        }

        calls.Journal = null;
        var unkept = changes.Where(change => change.LacksValues && !changes.Any(change.IsRepeatedWithValues));
        Warn(ids, [.. unkept.Select(change => change.Line.Id)]);
    }

    private ChangeJournal? OpenJournal()
    {
        Func<JournalSource> source = () => calls.SourceOf(run.UndoCommand);
        return command.IsWhatIf() ? null
            : new ChangeJournal(path, source, resumes: false, keepsValues: true, command.Time);
    }

    private IReadOnlyList<RunEffect> Choose(IReadOnlyList<RunEffect> effects, IReadOnlyCollection<string?> ids)
    {
        var damaged = run.Damaged
            .Where(line => ids.Contains(null) || ids.Contains(line.Id, StringComparer.OrdinalIgnoreCase))
            .ToArray();
        foreach (var line in damaged)
        {
            command.ForInput(line.Id, () => RecordedChange.Of(line));
        }

        var missing = ids.OfType<string>()
            .Where(id => !effects.Any(effect => effect.Names.Contains(id)) && !damaged.Any(line => line.Id == id));
        foreach (var id in missing)
        {
            command.ForInput(id, () => throw CentryException.Invalid(Messages.NotInRun, TerminalText.Show(id), run.Id));
        }

        // An object with a damaged change is not undone in part.
        return
        [
            .. effects.Where(effect => !damaged.Any(line => effect.Names.Contains(line.Id)))
                .Where(effect => ids.Any(id => id is null || effect.Names.Contains(id))),
        ];
    }

    private void Take(UndoStep step, ICentryResource resource, RunUndo undo)
    {
        var (key, target) = (step.Effect.ToString(), step.Effect.Last.ToChange());
        if (step.Action == CentryWebhookAction.None)
        {
            _asBefore++;
            if (step.IsFound && calls.Journal is not null)
            {
                Start();
            }
            else
            {
                calls.Skip();
            }
        }
        else if (command.IsAgreed(resource, key, step.Label, () => Describe(step)))
        {
            Start();
        }
        else if (command.IsWhatIf() && step.Conflicts.Count > 0)
        {
            command.ForInput(target, () => throw step.Conflict(answer: null));
        }

        void Start() => calls.Start(target, () => key, () => calls.Plan(
            key,
            step.Change.Body,
            (caller, note) => undo.ApplyAsync(step, caller, note, command.IsAsked),
            result => emit(result, key)));
    }

    private static string Describe(UndoStep step) => step.Action switch
    {
        CentryWebhookAction.Create => Messages.ActionCreate.With(step.Change.Describe(old: null)),
        CentryWebhookAction.Update => Messages.ActionUpdate.With(step.Change.Describe(step.Now)),
        _ => Messages.ActionRemove,
    };

    private void Warn(IReadOnlyCollection<string?> ids, IReadOnlyList<string> unkept)
    {
        if (unkept.Count > 0)
        {
            command.WriteWarning(Messages.NotKept.With(unkept.Count, run.Id, BulkOutcomes.List(unkept)));
        }

        if (_asBefore > 0)
        {
            command.WriteVerbose(Messages.AsBefore.With(_asBefore, run.Id));
        }

        var isAll = ids.Contains(null) && !run.Damaged.Any();
        if (unkept.Count == 0 && _asBefore == command.Progress.Total && (_asBefore > 0 || isAll))
        {
            command.WriteWarning(Messages.NothingToUndo.With(run.Id));
        }
    }
}
