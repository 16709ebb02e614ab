using CentryPS.Api;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A run of a journal that a command undoes.</summary>
/// <param name="command">The command.</param>
/// <param name="run">The run.</param>
/// <param name="runs">All runs of the journal, including those that undid others.</param>
/// <param name="path">The journal, as a full path.</param>
internal sealed class UndoneRun(
    UndoCentryChangeCommand command, RecordedRun run, IReadOnlyList<RecordedRun> runs, string path)
{
    private readonly Bulk _calls = command.Calls;
    private int _alreadyRestored;

    /// <summary>Undoes the changes of objects.</summary>
    /// <param name="ids">The ids of the objects. A null among them selects all objects.</param>
    /// <exception cref="CentryException">The session cannot undo the run, or the journal has no values.</exception>
    public void Undo(IReadOnlyCollection<string?> ids)
    {
        var resource = run.Resource(runs, path);
        _calls.CheckSource(run.Source, path, resource, Messages.CannotUndoHere.With(TerminalText.Show(run.Id), path));
        var changes = run.Undoable();
        var all = runs.SelectMany(other => other.Readable).ToArray();
        var effects = SelectEffects(RunEffect.Of(resource, changes, all), ids);
        var undo = new RunUndo(resource, all, command.Caller);
        command.Progress.Total = effects.Count;
        _calls.OpenJournal(run.UndoCommand, resource, resumes: false, isUndoable: false, keepsValues: true);
        using (_calls.Journal)
        {
            foreach (var effect in effects)
            {
                _calls.ReadAhead(
                    effect.Last.ToChange(),
                    effect.ToString(),
                    () => undo.PlanAsync(effect),
                    step => Process(step, resource, undo));
            }

            _calls.FinishReads();
            _calls.Finish();
        }

        var lacking = changes.Where(change => change.LacksValues && !changes.Any(change.IsRepeatedWithValues));
        ReportResult(ids, [.. lacking.Select(change => change.Line.Id)]);
    }

    private IReadOnlyList<RunEffect> SelectEffects(IReadOnlyList<RunEffect> effects, IReadOnlyCollection<string?> ids)
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

        // An object with an unreadable change is not undone partially.
        return
        [
            .. effects.Where(effect => !damaged.Any(line => effect.Names.Contains(line.Id)))
                .Where(effect => ids.Any(id => id is null || effect.Names.Contains(id))),
        ];
    }

    private void Process(UndoStep step, ICentryResource resource, RunUndo undo)
    {
        var (key, target) = (step.Effect.ToString(), step.Effect.Last.ToChange());
        if (step.Action == CentryWebhookAction.None)
        {
            _alreadyRestored++;
            if (step.IsFound && _calls.Journal is not null)
            {
                Start();
            }
            else
            {
                _calls.Skip();
            }
        }
        else if (command.IsAgreed(
            resource, key, step.Label, () => CentrySessionCommand.Describe(step.Action, step.Change, step.Now)))
        {
            Start();
        }
        else if (command.IsWhatIf() && step.Conflicts.Count > 0)
        {
            command.ForInput(target, () => throw step.Conflict(answer: null));
        }

        void Start() => _calls.Start(target, () => key, () => _calls.Plan(
            key,
            step.Change.Body,
            (caller, note) => undo.ApplyAsync(step, caller, note, command.AsksUser),
            result => command.Emit(result, key)));
    }

    private void ReportResult(IReadOnlyCollection<string?> ids, IReadOnlyList<string> lacking)
    {
        if (lacking.Count > 0)
        {
            command.WriteWarning(Messages.NotKept.With(lacking.Count, run.Id, BulkOutcomes.List(lacking)));
        }

        if (_alreadyRestored > 0)
        {
            command.WriteVerbose(Messages.AsBefore.With(_alreadyRestored, run.Id));
        }

        var isAll = ids.Contains(null) && !run.Damaged.Any();
        if (lacking.Count == 0 && _alreadyRestored == command.Progress.Total && (_alreadyRestored > 0 || isAll))
        {
            command.WriteWarning(Messages.NothingToUndo.With(run.Id));
        }
    }
}
