using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes from the journal of <c>-ResultPath</c>: the runs, the latest first, or the ids of the objects that a run
/// changed. Offers nothing if the file is not a journal.
/// </summary>
public sealed class JournalCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        try
        {
            if (request.Bound["ResultPath"] is not string path || FullPath(path) is not { } full)
            {
                return [];
            }

            var runs = RecordedRun.ReadAll(full);
            var isRun = request.Parameter == nameof(UndoCentryChangeCommand.Run);
            return [.. isRun ? Runs(runs, request.Word) : Ids(runs, request)];
        }
        catch (Exception exception) when (exception is CentryException or RuntimeException)
        {
            return [];
        }
    }

    private static IEnumerable<CompletionResult> Runs(IReadOnlyList<RecordedRun> runs, string word) => runs.Reverse()
        .Where(run => run.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Select(run => Offer(run.Id, $"{TerminalText.Show(run.Source.Command)} ({run.Lines.Count})"));

    private static IEnumerable<CompletionResult> Ids(IReadOnlyList<RecordedRun> runs, CompletionRequest request)
    {
        var (word, id) = (request.Word, request.Bound[nameof(UndoCentryChangeCommand.Run)] as string);
        var run = runs.LastOrDefault(run => id is null ? !run.IsUndo : run.Id == id);
        return (run?.Readable ?? [])
            .Where(change => change.MayBeApplied && !change.LacksValues)
            .Select(change => change.ToChange())
            .Where(change => IsTypable(change.Id))
            .Where(change => Contains(change.Label, word)
                || change.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(change => change.Id, StringComparer.OrdinalIgnoreCase)
            .Select(changes => changes.Last())
            .Select(change => Offer(change.Id, ToolTip(change.ToDiff()), change.Label));
    }

    private static string ToolTip(string difference) =>
        difference.Length == 0 ? "-" : difference.Replace(Environment.NewLine, "; ");

    private static string? FullPath(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace).AddCommand("Convert-Path")
            .AddParameter("LiteralPath", path)
            .AddParameter("ErrorAction", ActionPreference.Ignore);
        return shell.Invoke<string>().FirstOrDefault();
    }
}
