using System.Collections;
using System.Management.Automation;

namespace CentryPS.Commands.Completion;

/// <summary>Completes a word with names out of SecretManagement. Says nothing where that does not answer soon, or cannot.</summary>
public abstract class VaultWordCompleter : WordCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3); // the first time, SecretManagement and the vault are loaded

    /// <summary>The names.</summary>
    private protected abstract Task<IReadOnlyList<string>> FindAsync(IDictionary bound, CancellationToken end);

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => Find(bound)
        .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        .Select(name => Offer(name, name, name));

    private IReadOnlyList<string> Find(IDictionary bound)
    {
        try
        {
            using var end = new CancellationTokenSource(Patience);
            return Task.Run(() => FindAsync(bound, end.Token)).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is CentryException or OperationCanceledException)
        {
            return [];
        }
    }
}
