using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Gives the sign-ins that a vault keeps, without what is secret in them.</summary>
[Cmdlet(VerbsCommon.Get, "CentrySignIn", HelpUri = HelpLinks.Root + "Get-CentrySignIn.md")]
[OutputType(typeof(CentrySignIn))]
public sealed class GetCentrySignInCommand : CentryCommand
{
    /// <summary>Only those with one of these names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The vault of SecretManagement; by default the default one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? VaultName { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(VaultName, List);
        base.EndProcessing();
    }

    private void List()
    {
        BlankArguments.Refuse(this);
        var vault = Await(RegisteredVaults.OpenAsync(VaultName, Time, Stop));
        var patterns = (Name ?? ["*"]).Select(name => (Name: name, Pattern: new WildcardPattern(name, WildcardOptions.IgnoreCase))).ToArray();
        var found = Await(vault.ListAsync(
            name => patterns.Any(wanted => wanted.Pattern.IsMatch(name)),
            (name, problem) => Pump.Post(() => Report(problem, name)),
            Stop));
        foreach (var (name, pattern) in patterns.Where(wanted => !WildcardPattern.ContainsWildcardCharacters(wanted.Name) && !found.Any(kept => wanted.Pattern.IsMatch(kept.Name))))
        {
            Report(vault.NotKept(name), name);
        }

        WriteObject(found, enumerateCollection: true);
    }
}
