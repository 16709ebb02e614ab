using System.Management.Automation;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that uses a vault of SecretManagement.</summary>
public abstract class CentryVaultCommand : CentryCommand
{
    /// <summary>The name of the vault; by default, the default vault.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public virtual string? VaultName { get; set; }

    /// <exception cref="CentryException">There is no such vault.</exception>
    private protected SecretVault OpenVault() => Await(RegisteredVaults.OpenAsync(VaultName, Time, Stop));
}
