using System.Collections;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the names of kept sign-ins.</summary>
public sealed class SignInCompleter : VaultWordCompleter
{
    private protected override async Task<IReadOnlyList<string>> FindAsync(IDictionary bound, CancellationToken end)
    {
        var vault = await RegisteredVaults.OpenAsync(bound["VaultName"].Unwrap() as string, TimeProvider.System, end).ConfigureAwait(false);
        return await vault.ListAsync(end).ConfigureAwait(false);
    }
}
