using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the runs of the journal that <c>-ResultPath</c> names, the latest first.</summary>
public sealed class RunCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound)
    {
        if (bound["ResultPath"] is not string path)
        {
            return [];
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace).AddCommand("Convert-Path").AddParameter("LiteralPath", path);
        var full = shell.Invoke<string>().FirstOrDefault();
        return full is null ? [] : RecordedRun.ReadAll(full).Reverse()
            .Where(run => run.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(run => Offer(run.Id, run.Id, $"{TerminalText.Show(run.Source.Command)} ({run.Lines.Count})"));
    }
}
