using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the ids of the objects that a run changed, by their beginning or by a part of what a person knows them by.</summary>
public sealed class ChangeIdCompleter : JournalCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IReadOnlyList<RecordedRun> runs, IDictionary bound)
    {
        var run = bound["Run"] is string id ? runs.FirstOrDefault(run => run.Id == id) : runs.LastOrDefault(run => !run.IsUndo);
        return (run?.Lines ?? [])
            .Select(RecordedChange.TryRead)
            .OfType<RecordedChange>()
            .Where(change => change.MayBeApplied && !change.LacksValues)
            .Select(change => change.ToChange())
            .Where(change => IsTypable(change.Id) && (change.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || Has(change.Label, word)))
            .GroupBy(change => change.Id, StringComparer.OrdinalIgnoreCase)
            .Select(changes => changes.Last())
            .Select(change => Offer(change.Id, change.Label == change.Id ? change.Id : $"{change.Id} {change.Label}", Tip(change.ToDiff())));
    }

    private static string Tip(string difference) => difference.Length == 0 ? "-" : difference.Replace(Environment.NewLine, "; ");
}
