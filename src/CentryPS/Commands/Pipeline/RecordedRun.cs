using CentryPS.Api;
using CentryPS.Files;

namespace CentryPS.Commands.Pipeline;

/// <summary>A run of a journal.</summary>
/// <param name="id">Its id.</param>
/// <param name="lines">The last line of each change, in the order in which the changes started.</param>
internal sealed class RecordedRun(string id, IReadOnlyList<JournalLine> lines)
{
    private const string UndoCmdlet = "Undo-CentryChange";

    private ILookup<bool, (JournalLine Line, RecordedChange? Change)>? _byReadable;

    public string Id => id;

    /// <summary>The last line of each change, in the order in which the changes started.</summary>
    public IReadOnlyList<JournalLine> Lines => lines;

    /// <summary>Server, company and command. The run may have learned its company only after its first lines.</summary>
    public JournalSource Source =>
        Lines[0].Source with { Company = Lines.Select(line => line.Source.Company).OfType<string>().FirstOrDefault() };

    /// <summary>Whether it undid another run.</summary>
    public bool IsUndo => UndoneId is not null;

    /// <summary>The command that the journal records for a run that undoes this one.</summary>
    public string UndoCommand => $"{UndoCmdlet} -Run {Id}";

    /// <summary>The changes whose values can be read.</summary>
    public IEnumerable<RecordedChange> Readable => ByReadable[true].Select(line => line.Change!);

    /// <summary>The lines whose values cannot be read.</summary>
    public IEnumerable<JournalLine> Damaged => ByReadable[false].Select(line => line.Line);

    private ILookup<bool, (JournalLine Line, RecordedChange? Change)> ByReadable => _byReadable ??=
        Lines.Select(line => (line, RecordedChange.TryRead(line))).ToLookup(line => line.Item2 is not null);

    private string? UndoneId => Source.Command.StartsWith(UndoCmdlet + " -Run ", StringComparison.Ordinal)
        ? Source.Command.Substring(UndoCmdlet.Length + 6)
        : null;

    /// <summary>The runs of a journal, in the order in which they started.</summary>
    /// <param name="path">The journal, as a full path.</param>
    /// <exception cref="CentryException">It cannot be read, or is not a journal.</exception>
    public static IReadOnlyList<RecordedRun> ReadAll(string path)
    {
        try
        {
            return [.. JournalReader.Read(path).GroupBy(line => line.Run)
                .Select(run => new RecordedRun(run.Key, [.. run]))];
        }
        catch (Exception exception) when (ChangeJournal.IsOfDisk(exception))
        {
            throw CentryException.InvalidForAll(Messages.JournalFailed.With(exception.Message));
        }
    }

    /// <exception cref="CentryException">No run has this id.</exception>
    public static RecordedRun Find(IReadOnlyList<RecordedRun> runs, string id, string path) =>
        runs.FirstOrDefault(run => run.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw CentryException.Invalid(Messages.NoSuchRun, TerminalText.Show(id), path);

    /// <summary>The run to undo by default: the last one that does not undo another.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static RecordedRun Last(IReadOnlyList<RecordedRun> runs, string path) =>
        runs.LastOrDefault(run => !run.IsUndo) ?? throw CentryException.InvalidForAll(Messages.NoRun.With(path));

    /// <summary>The collection whose objects the run changed.</summary>
    /// <param name="runs">All runs of the journal.</param>
    /// <param name="path">The journal, for messages.</param>
    /// <exception cref="CentryException">The journal does not tell.</exception>
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

    /// <summary>The changes whose values can be read.</summary>
    /// <exception cref="CentryException">The run does not keep values.</exception>
    public IReadOnlyList<RecordedChange> Undoable()
    {
        RecordedChange[] changes = [.. Readable];
        return Array.Exists(changes, change => change.LacksValues)
            && Array.TrueForAll(changes, change => change.Old is null && change.New is null)
            ? throw CentryException.InvalidForAll(Messages.NotUndoable.With(TerminalText.Show(Id)))
            : changes;
    }
}
