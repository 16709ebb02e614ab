using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>The vaults that the user has registered with SecretManagement.</summary>
internal static class RegisteredVaults
{
    /// <summary>Opens the vault with a name; without a name, the default or the only one.</summary>
    public static async Task<SecretVault> OpenAsync(string? name, TimeProvider time, CancellationToken stop)
    {
        var all = await AllAsync(name, time, stop).ConfigureAwait(false);
        var wanted = all.Where(vault => name is null
            ? all.Count == 1 || LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value)
            : string.Equals(NameOf(vault), name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (wanted.Count == 1)
        {
            return new SecretVault(NameOf(wanted[0]), isNamed: name is not null, time);
        }

        var names = string.Join(", ", all.Select(NameOf));
        throw all.Count == 0 ? VaultShell.Problem(Messages.NoVault, Messages.NoVaultAdvice)
            : name is not null ? VaultShell.Problem(Messages.UnknownVault.With(name, names), Messages.NoVaultAdvice)
            : VaultShell.Problem(
                Messages.NoDefaultVault.With(names),
                Messages.NoDefaultVaultAdvice.With(NameOf(all[0])));
    }

    public static async Task<IReadOnlyList<string>> NamesAsync(TimeProvider time, CancellationToken stop) =>
        [.. (await AllAsync(name: null, time, stop).ConfigureAwait(false)).Select(NameOf)];

    /// <summary>Returns the name of a vault or of a secret.</summary>
    public static string NameOf(PSObject item) => item.Properties["Name"]?.Value?.ToString() ?? string.Empty;

    private static Task<Collection<PSObject>> AllAsync(string? name, TimeProvider time, CancellationToken stop) =>
        VaultShell.RunAsync(name ?? "SecretManagement", "Get-SecretVault", time, stop);
}
