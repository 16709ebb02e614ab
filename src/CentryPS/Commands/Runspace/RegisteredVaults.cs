using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>The vaults that the user has registered with SecretManagement.</summary>
internal static class RegisteredVaults
{
    /// <summary>Opens the vault with a name; without a name, the default or the only one.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static async Task<SecretVault> OpenAsync(string? name, TimeProvider time, CancellationToken stop)
    {
        var all = await AllAsync(name, time, stop).ConfigureAwait(false);
        PSObject[] wanted =
        [
            .. all.Where(vault => name is null
                ? all.Count == 1 || LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value)
                : string.Equals(NameOf(vault), name, StringComparison.OrdinalIgnoreCase)),
        ];
        if (wanted.Length == 1)
        {
            return new SecretVault(NameOf(wanted[0]), isNamed: name is not null, time);
        }

        var names = string.Join(", ", all.Select(NameOf));
        throw all.Count == 0 ? VaultCommands.Problem(Messages.NoVault, Messages.NoVaultAdvice)
            : name is not null ? VaultCommands.Problem(Messages.UnknownVault.With(name, names), Messages.NoVaultAdvice)
            : VaultCommands.Problem(
                Messages.NoDefaultVault.With(names),
                Messages.NoDefaultVaultAdvice.With(NameOf(all[0])));
    }

    /// <summary>Returns the names of the registered vaults.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(TimeProvider time, CancellationToken stop) =>
        [.. (await AllAsync(name: null, time, stop).ConfigureAwait(false)).Select(NameOf)];

    private static Task<Collection<PSObject>> AllAsync(string? name, TimeProvider time, CancellationToken stop) =>
        VaultShell.RunAsync(name ?? "SecretManagement", "Get-SecretVault", new Hashtable(), time, stop);

    private static string NameOf(PSObject vault) => vault.Properties["Name"]?.Value?.ToString() ?? string.Empty;
}
