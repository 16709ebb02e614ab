using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>The vaults that this user has registered with SecretManagement.</summary>
internal static class RegisteredVaults
{
    /// <summary>The vault with a name, or else the one that is the default, or the only one.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static async Task<SecretVault> OpenAsync(string? name, TimeProvider time, CancellationToken cancellationToken)
    {
        var all = await RegisteredAsync(name, time, cancellationToken).ConfigureAwait(false);
        PSObject[] wanted = name is null
            ? [.. all.Where(vault => all.Count == 1 || LanguagePrimitives.IsTrue(vault.Properties["IsDefault"]?.Value))]
            : [.. all.Where(vault => string.Equals(Text(vault, "Name"), name, StringComparison.OrdinalIgnoreCase))];
        if (wanted.Length == 1)
        {
            return new SecretVault(Text(wanted[0], "Name"), isNamed: name is not null, time);
        }

        var names = string.Join(", ", all.Select(vault => Text(vault, "Name")));
        throw all.Count == 0 ? VaultCommands.Problem(Messages.NoVault, Messages.NoVaultAdvice)
            : name is null ? VaultCommands.Problem(Messages.NoDefaultVault.With(names), Messages.NoDefaultVaultAdvice.With(Text(all[0], "Name")))
            : VaultCommands.Problem(Messages.UnknownVault.With(name, names), Messages.NoVaultAdvice);
    }

    /// <summary>The names of the vaults that are registered.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(TimeProvider time, CancellationToken cancellationToken) =>
        [.. (await RegisteredAsync(name: null, time, cancellationToken).ConfigureAwait(false)).Select(vault => Text(vault, "Name"))];

    private static Task<Collection<PSObject>> RegisteredAsync(string? name, TimeProvider time, CancellationToken cancellationToken) =>
        VaultShell.RunAsync(name ?? "SecretManagement", "Get-SecretVault", new Hashtable(), time, cancellationToken);

    private static string Text(PSObject vault, string property) => vault.Properties[property]?.Value?.ToString() ?? string.Empty;
}
