using System.Collections;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the names of the vaults that SecretManagement has registered.</summary>
public sealed class VaultCompleter : VaultWordCompleter
{
    private protected override Task<IReadOnlyList<string>> FindAsync(IDictionary bound, CancellationToken end) =>
        RegisteredVaults.NamesAsync(TimeProvider.System, end);
}
