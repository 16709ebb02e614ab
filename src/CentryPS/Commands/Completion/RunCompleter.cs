using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the runs of a journal, the latest first.</summary>
public sealed class RunCompleter : JournalCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IReadOnlyList<RecordedRun> runs, IDictionary bound) => runs.Reverse()
        .Where(run => run.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Select(run => Offer(run.Id, run.Id, $"{TerminalText.Show(run.Source.Command)} ({run.Lines.Count})"));
}
