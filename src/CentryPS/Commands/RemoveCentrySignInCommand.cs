using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Takes sign-ins out of the vault that keeps them.</summary>
[Cmdlet(VerbsCommon.Remove, "CentrySignIn", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpLinks.Root + "Remove-CentrySignIn.md")]
[OutputType(typeof(void))]
public sealed class RemoveCentrySignInCommand : CentryCommand
{
    /// <summary>Their names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The vault of SecretManagement; by default the default one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? VaultName { get; set; }

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
        SignInName.Check(name);
        var vault = Await(RegisteredVaults.OpenAsync(VaultName, Time, Stop));
        if (!Await(vault.ListAsync(Stop)).Contains(name, StringComparer.OrdinalIgnoreCase)) // also what cannot be read is removed
        {
            throw vault.NotKept(name);
        }

        if (ShouldProcess(Messages.SignInTitle.With(name, vault.Name), Messages.ActionRemove))
        {
            Await(vault.RemoveAsync(name, Stop));
        }
    }
}
