using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Completion;

/// <summary>Completes from the journal that <c>-ResultPath</c> names; with nothing where that is no journal.</summary>
public abstract class JournalCompleter : WordCompleter
{
    private protected sealed override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound)
    {
        try
        {
            return bound["ResultPath"] is string path && FullPath(path) is { } full ? [.. Complete(word, RecordedRun.ReadAll(full), bound)] : [];
        }
        catch (Exception exception) when (exception is CentryException or RuntimeException)
        {
            return []; // PowerShell would complete file names instead
        }
    }

    /// <summary>What the word may become.</summary>
    /// <param name="word">The word.</param>
    /// <param name="runs">The runs of the journal.</param>
    /// <param name="bound">The other arguments, by parameter.</param>
    private protected abstract IEnumerable<CompletionResult> Complete(string word, IReadOnlyList<RecordedRun> runs, IDictionary bound);

    private static string? FullPath(string path)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace).AddCommand("Convert-Path")
            .AddParameter("LiteralPath", path)
            .AddParameter("ErrorAction", ActionPreference.Ignore);
        return shell.Invoke<string>().FirstOrDefault();
    }
}
