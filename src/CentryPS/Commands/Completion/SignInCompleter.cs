using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the names of kept sign-ins. Says nothing where the vault does not answer soon, or cannot.</summary>
public sealed class SignInCompleter : WordCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3); // the first time, SecretManagement and the vault are loaded

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) =>
        Find(bound["VaultName"].Unwrap() as string)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(name, name, CompletionResultType.ParameterValue, name));

    private static IReadOnlyList<string> Find(string? vaultName)
    {
        try
        {
            using var end = new CancellationTokenSource(Patience);
            return Task.Run(() => ListAsync(vaultName, end.Token)).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is CentryException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(string? vaultName, CancellationToken end)
    {
        var vault = await SecretVault.OpenAsync(vaultName, TimeProvider.System, end).ConfigureAwait(false);
        return await vault.ListAsync(end).ConfigureAwait(false);
    }
}
