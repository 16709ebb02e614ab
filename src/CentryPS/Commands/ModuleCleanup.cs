using System.Management.Automation;
using CentryPS.Commands.Runspace;

namespace CentryPS.Commands;

/// <summary>Closes the runspace of the vaults when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => VaultShell.Close();
}
