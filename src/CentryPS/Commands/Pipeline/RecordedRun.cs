using CentryPS.Api;
using CentryPS.Files;

namespace CentryPS.Commands.Pipeline;

/// <summary>A run of a journal.</summary>
internal sealed class RecordedRun(string id, IReadOnlyList<JournalLine> lines)
{
    private const string UndoCommandPrefix = "Undo-CentryChange -Run ";

    public string Id => id;

    /// <summary>The last line of each change, in the order in which the changes started.</summary>
    public IReadOnlyList<JournalLine> Lines => lines;

    /// <summary>Server, company and command. The run may have learned its company only after its first lines.</summary>
    public JournalSource Source =>
        Lines[0].Source with { Company = Lines.Select(line => line.Source.Company).OfType<string>().FirstOrDefault() };

    /// <summary>True if this run undid another.</summary>
    public bool IsUndo => UndoneId is not null;

    /// <summary>The command that the journal records for a run that undoes this one.</summary>
    public string UndoCommand => UndoCommandPrefix + Id;

    /// <summary>The changes whose values can be read.</summary>
    public IEnumerable<RecordedChange> Readable => Changes.OfType<RecordedChange>();

    /// <summary>The lines whose values cannot be read.</summary>
    public IEnumerable<JournalLine> Damaged => Lines.Where((_, i) => Changes[i] is null);

    private RecordedChange?[] Changes => field ??= [.. Lines.Select(RecordedChange.TryRead)];

    private string? UndoneId => Source.Command.StartsWith(UndoCommandPrefix, StringComparison.Ordinal)
        ? Source.Command.Substring(UndoCommandPrefix.Length)
        : null;

    /// <summary>Reads the runs of a journal, in the order in which they started.</summary>
    /// <param name="path">The journal, as a full path.</param>
    /// <exception cref="CentryException">The file cannot be read, or is not a journal.</exception>
    public static IReadOnlyList<RecordedRun> ReadAll(string path) => ChangeJournal.Access<RecordedRun[]>(() =>
        [.. JournalReader.Read(path).GroupBy(line => line.Run).Select(run => new RecordedRun(run.Key, [.. run]))]);

    /// <exception cref="CentryException">No run has this id.</exception>
    public static RecordedRun Find(IReadOnlyList<RecordedRun> runs, string id, string path) =>
        runs.FirstOrDefault(run => run.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw CentryException.Invalid(Messages.NoSuchRun, TerminalText.Show(id), path);

    /// <summary>Returns the run to undo by default: the last one that does not undo another.</summary>
    /// <exception cref="CentryException">The journal has no such run.</exception>
    public static RecordedRun Last(IReadOnlyList<RecordedRun> runs, string path) =>
        runs.LastOrDefault(run => !run.IsUndo) ?? throw CentryException.InvalidForAll(Messages.NoRun.With(path));

    /// <summary>Returns the collection whose objects the run changed.</summary>
    /// <param name="runs">All runs of the journal.</param>
    /// <param name="path">The journal, for messages.</param>
    /// <exception cref="CentryException">The command of the run cannot be undone.</exception>
    public ICentryResource Resource(IReadOnlyList<RecordedRun> runs, string path)
    {
        var run = this;
        for (var i = 0; i < runs.Count && run.UndoneId is { } undone; i++)
        {
            run = Find(runs, undone, path);
        }

        return run.Source.Command.Split(' ')[0] switch
        {
            "Set-CentryOrder" => Orders.Resource,
            "Set-CentryWebhook" or "Remove-CentryWebhook" or "Sync-CentryWebhook" => Webhooks.Resource,
            var other => throw CentryException.InvalidForAll(
                Messages.CannotUndoCommand.With(TerminalText.Show(other), TerminalText.Show(Id))),
        };
    }

    /// <summary>Returns the changes whose values can be read.</summary>
    /// <exception cref="CentryException">The journal has no values of the run.</exception>
    public IReadOnlyList<RecordedChange> Undoable()
    {
        RecordedChange[] changes = [.. Readable];
        return Array.Exists(changes, change => change.LacksValues)
            && Array.TrueForAll(changes, change => change.Old is null && change.New is null)
            ? throw CentryException.InvalidForAll(Messages.NotUndoable.With(TerminalText.Show(Id)))
            : changes;
    }
}
