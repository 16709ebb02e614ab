using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Removes saved sign-ins from a vault.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "CentrySignIn",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLinks.Root + "Remove-CentrySignIn.md")]
[OutputType(typeof(void))]
public sealed class RemoveCentrySignInCommand : CentryVaultCommand
{
    /// <summary>The names of the sign-ins.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public override string? VaultName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name ?? [string.Empty])
        {
            ForInput(name, () => Remove(name));
        }
    }

    private void Remove(string name)
    {
        BlankArguments.Refuse(this);
        CentrySignIn.CheckName(name);
        var vault = OpenVault();

        // Compares only the names, so that an unreadable sign-in can be removed.
        if (!Await(vault.ListAsync(Stop)).Any(signIn => name.Equals(signIn.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw vault.NotFound(name);
        }

        if (ShouldProcess(Messages.SignInTitle.With(name, vault.Name), Messages.ActionRemove))
        {
            Await(vault.RemoveAsync(name, Stop));
        }
    }
}
