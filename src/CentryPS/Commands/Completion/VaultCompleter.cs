using System.Management.Automation;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the names of vaults, or of the sign-ins saved in one. Offers nothing if SecretManagement fails or is slow.
/// </summary>
public sealed class VaultCompleter : WordCompleter
{
    // The first use loads SecretManagement and the vault's module.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            return Task.Run(() => FindAsync(request, timeout.Token)).GetAwaiter().GetResult()
                .Where(name => name.StartsWith(request.Word, StringComparison.OrdinalIgnoreCase))
                .Select(name => Offer(name, name));
        }
        catch (Exception exception) when (exception is CentryException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(CompletionRequest request, CancellationToken timeout)
    {
        if (request.Parameter == "VaultName")
        {
            return await RegisteredVaults.NamesAsync(TimeProvider.System, timeout).ConfigureAwait(false);
        }

        var vault = await RegisteredVaults.OpenAsync(
            request.Bound["VaultName"].Unwrap() as string, TimeProvider.System, timeout)
            .ConfigureAwait(false);
        return [.. (await vault.ListAsync(timeout).ConfigureAwait(false)).Select(signIn => signIn.Name)];
    }
}
