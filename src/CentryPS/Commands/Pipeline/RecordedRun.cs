using CentryPS.Api;
using CentryPS.Files;

namespace CentryPS.Commands.Pipeline;

/// <summary>A run of a journal with its changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lines">The last line of each change, in the order in which they began.</param>
internal sealed record RecordedRun(string Id, IReadOnlyList<JournalLine> Lines)
{
    private const string UndoCommand = "Undo-CentryChange";

    /// <summary>What the run changed; the company may have been learnt only while it ran.</summary>
    public JournalSource Source => Lines[0].Source with { Company = Lines.Select(line => line.Source.Company).FirstOrDefault(company => company is not null) };

    /// <summary>Whether it undid another run.</summary>
    public bool IsUndo => Undone is not null;

    private string? Undone => Source.Command.StartsWith(UndoCommand + " -Run ", StringComparison.Ordinal) ? Source.Command.Substring(UndoCommand.Length + 6) : null;

    /// <summary>The runs of a journal, in the order in which they began.</summary>
    /// <param name="path">The journal, as a full path.</param>
    /// <exception cref="CentryException">It cannot be read, or it is no journal.</exception>
    public static IReadOnlyList<RecordedRun> ReadAll(string path)
    {
        try
        {
            return [.. JournalReader.Read(path).GroupBy(line => line.Run).Select(run => new RecordedRun(run.Key, [.. run]))];
        }
        catch (Exception exception) when (ChangeJournal.IsOfDisk(exception))
        {
            throw CentryException.InvalidForAll(Messages.JournalFailed.With(exception.Message));
        }
    }

    /// <summary>The run with an id.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static RecordedRun Find(IReadOnlyList<RecordedRun> runs, string id, string path) =>
        runs.FirstOrDefault(run => run.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw CentryException.Invalid(Messages.NoSuchRun, TerminalText.Show(id), path);

    /// <summary>The run to undo where none is named: the last one that does not undo another.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static RecordedRun Last(IReadOnlyList<RecordedRun> runs, string path) =>
        runs.LastOrDefault(run => !run.IsUndo) ?? throw CentryException.InvalidForAll(Messages.NoRun.With(path));

    /// <summary>The command as the journal names it for a run that undoes this one.</summary>
    public string Undo() => $"{UndoCommand} -Run {Id}";

    /// <summary>The collection whose objects the run changed.</summary>
    /// <param name="runs">All runs of the journal.</param>
    /// <param name="path">The journal, for messages.</param>
    /// <exception cref="CentryException">The journal does not say it.</exception>
    public ICentryResource Resource(IReadOnlyList<RecordedRun> runs, string path)
    {
        var run = this;
        for (var i = 0; i < runs.Count && run.Undone is { } undone; i++)
        {
            run = Find(runs, undone, path);
        }

        return run.Source.Command.Split(' ')[0] switch
        {
            "Set-CentryOrder" => Orders.Resource,
            "Set-CentryWebhook" or "Remove-CentryWebhook" or "Sync-CentryWebhook" => Webhooks.Resource,
            var other => throw CentryException.InvalidForAll(Messages.CannotUndoCommand.With(TerminalText.Show(other), TerminalText.Show(Id))),
        };
    }

    /// <summary>The changes whose values can be read.</summary>
    /// <exception cref="CentryException">The run does not keep values.</exception>
    public IReadOnlyList<RecordedChange> Changes()
    {
        var changes = Lines.Select(RecordedChange.TryRead).OfType<RecordedChange>().ToArray();
        return Array.Exists(changes, change => change.IsUnkept) && Array.TrueForAll(changes, change => change.Old is null && change.New is null)
            ? throw CentryException.InvalidForAll(Messages.NotUndoable.With(TerminalText.Show(Id)))
            : changes;
    }

    /// <summary>The lines whose values cannot be read.</summary>
    public IReadOnlyList<JournalLine> Damaged() => [.. Lines.Where(line => RecordedChange.TryRead(line) is null)];
}
