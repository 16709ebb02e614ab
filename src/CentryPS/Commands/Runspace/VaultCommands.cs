using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// Runs SecretManagement commands for one vault. Its methods throw a <see cref="CentryException"/> if the vault fails.
/// </summary>
internal sealed class VaultCommands(string vault, TimeProvider time)
{
    /// <summary>
    /// Reads secrets into objects with the properties <c>Secret</c>, null if there is none, and <c>Problem</c>. A
    /// problem with the first secret is thrown.
    /// </summary>
    public Task<Collection<PSObject>> ReadAsync(string[] names, CancellationToken cancellationToken) => RunAsync(
        """
        param($Vault, $Names)
        foreach ($name in $Names) {
            $problem = $null
            try { $secret = Get-Secret -Name $name -Vault $Vault }
            catch {
                $secret = $null
                if (@(Get-SecretInfo -Name $name -Vault $Vault).Name -contains $name) { $problem = $_ }
            }
            if ($problem -and $name -eq $Names[0]) { throw $problem }
            [pscustomobject] @{ Secret = $secret; Problem = $problem }
        }
        """,
        cancellationToken,
        ("Names", names));

    /// <summary>Writes a secret.</summary>
    public Task WriteAsync(string name, SecureString secret, CancellationToken cancellationToken) => RunAsync(
        "param($Vault, $Name, $Secret) Set-Secret -Name $Name -Secret $Secret -Vault $Vault",
        cancellationToken,
        ("Name", name),
        ("Secret", secret));

    /// <summary>Writes a secret with metadata, if the vault supports metadata.</summary>
    /// <remarks>A vault without metadata removes the secret. Existing metadata shows the support.</remarks>
    public Task WriteAsync(string name, SecureString secret, Hashtable metadata) => RunAsync(
        """
        param($Vault, $Name, $Secret, $Metadata)
        $known = Get-SecretInfo -Name $Name -Vault $Vault | Where-Object Name -eq $Name
        $more = if ($known.Metadata.Count) { @{ Metadata = $Metadata } } else { @{} }
        Set-Secret -Name $Name -Secret $Secret -Vault $Vault @more
        if (-not $known) { try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { } }
        """,
        CancellationToken.None,
        ("Name", name),
        ("Secret", secret),
        ("Metadata", metadata));

    /// <summary>Writes the metadata of a secret, if the vault supports metadata.</summary>
    public Task WriteMetadataAsync(string name, Hashtable metadata) => RunAsync(
        """
        param($Vault, $Name, $Metadata)
        try { Set-SecretInfo -Name $Name -Metadata $Metadata -Vault $Vault } catch { }
        """,
        CancellationToken.None,
        ("Name", name),
        ("Metadata", metadata));

    /// <summary>Removes the secrets that exist.</summary>
    public Task RemoveAsync(string[] names, CancellationToken cancellationToken) => RunAsync(
        """
        param($Vault, $Names)
        foreach ($name in $Names) {
            $isThere = @(Get-SecretInfo -Name $name -Vault $Vault).Name -contains $name
            if ($isThere) { Remove-Secret -Name $name -Vault $Vault }
        }
        """,
        cancellationToken,
        ("Names", names));

    /// <summary>Lists secrets without reading them.</summary>
    public Task<Collection<PSObject>> ListAsync(string pattern, CancellationToken cancellationToken) => RunAsync(
        "param($Vault, $Name) Get-SecretInfo -Name $Name -Vault $Vault",
        cancellationToken,
        ("Name", pattern));

    /// <summary>Translates an error of the vault.</summary>
    public CentryException Failure(RuntimeException exception)
    {
        // The type is defined in SecretManagement, which is not available at compile time.
        if (VaultShell.Causes(exception).Any(cause => cause.GetType().Name == "PasswordRequiredException"))
        {
            return Problem(Messages.VaultLocked.With(vault), Messages.VaultLockedAdvice.With(vault));
        }

        // The messages of SecretStore, always in English, for a file with a wrong checksum or an empty one.
        var message = (exception.ErrorRecord?.Exception ?? exception).GetBaseException().Message;
        var isDamaged = message.Contains("integrity check", StringComparison.OrdinalIgnoreCase)
            || message.Contains("read from local store file", StringComparison.OrdinalIgnoreCase);
        var advice = isDamaged ? Messages.VaultDamagedAdvice : Messages.VaultFailedAdvice;
        return Problem(Messages.VaultFailed.With(vault, TerminalText.Show(message)), advice.With(vault));
    }

    /// <summary>Creates the error of a vault that cannot be used.</summary>
    public static CentryException Problem(string message, string advice) =>
        new(CentryErrorCode.NotConnected, message) { Advice = advice };

    private async Task<Collection<PSObject>> RunAsync(
        string script,
        CancellationToken cancellationToken,
        params (string Name, object Value)[] arguments)
    {
        try
        {
            var parameters = arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
            parameters["Vault"] = vault;
            return await VaultShell.RunAsync(vault, script, parameters, time, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException exception)
        {
            throw Failure(exception);
        }
    }
}
