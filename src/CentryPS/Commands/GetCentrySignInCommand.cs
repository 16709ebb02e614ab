using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Gets the saved sign-ins of a vault, without their secrets.</summary>
[Cmdlet(VerbsCommon.Get, "CentrySignIn", HelpUri = HelpLinks.Root + "Get-CentrySignIn.md")]
[OutputType(typeof(CentrySignIn))]
public sealed class GetCentrySignInCommand : CentryVaultCommand
{
    /// <summary>The names, with wildcards; by default, all.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(VaultName, List);
        base.EndProcessing();
    }

    private void List()
    {
        BlankArguments.Refuse(this);
        var vault = OpenVault();
        var patterns = Name ?? ["*"];
        var all = Await(vault.ListAsync(Stop));
        foreach (var name in patterns.Where(pattern => !WildcardPattern.ContainsWildcardCharacters(pattern)))
        {
            if (!all.Any(signIn => IsMatch(signIn.Name, name)))
            {
                Report(vault.NotFound(name), name);
            }
        }

        foreach (var (name, metadata) in all.Where(signIn => patterns.Any(pattern => IsMatch(signIn.Name, pattern))))
        {
            try
            {
                WriteObject(Await(vault.DescribeAsync(name, metadata, Stop)));
            }
            catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.InvalidResponse)
            {
                Report(exception, name);
            }
        }
    }

    private static bool IsMatch(string name, string pattern) =>
        new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
