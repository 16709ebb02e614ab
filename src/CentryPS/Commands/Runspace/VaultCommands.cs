using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CentryPS.Commands.Runspace;

/// <summary>Runs commands of SecretManagement for one vault, and translates their errors.</summary>
internal sealed class VaultCommands(string vault, TimeProvider time)
{
    /// <summary>Runs a script with the vault's name as <c>$Vault</c>.</summary>
    /// <exception cref="CentryException">The vault fails.</exception>
    public async Task<Collection<PSObject>> RunAsync(string script, CancellationToken cancellationToken, params (string Name, object Value)[] arguments)
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

    /// <summary>Says what to do about an error of the vault.</summary>
    public CentryException Failure(RuntimeException exception)
    {
        if (IsLocked(exception))
        {
            return Problem(Messages.VaultLocked.With(vault), Messages.VaultLockedAdvice.With(vault));
        }

        // SecretStore's words, which it has in English alone, for a file that does not fit its checksum or is empty.
        var message = Innermost(exception).Message;
        var isDamaged = message.Contains("integrity check", StringComparison.OrdinalIgnoreCase) || message.Contains("read from local store file", StringComparison.OrdinalIgnoreCase);
        return Problem(Messages.VaultFailed.With(vault, TerminalText.Show(message)), (isDamaged ? Messages.VaultDamagedAdvice : Messages.VaultFailedAdvice).With(vault));
    }

    // The type belongs to SecretManagement, which is not there when this is compiled.
    private static bool IsLocked(RuntimeException exception) =>
        VaultShell.Causes(exception).Any(cause => cause.GetType().Name == "PasswordRequiredException");

    private static Exception Innermost(RuntimeException exception) => (exception.ErrorRecord?.Exception ?? exception).GetBaseException();

    /// <summary>The error that the vault cannot be used.</summary>
    public static CentryException Problem(string message, string advice) => new(CentryErrorCode.NotConnected, message) { Advice = advice };
}
