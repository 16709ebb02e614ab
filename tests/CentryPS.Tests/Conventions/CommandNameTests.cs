using System.Text.RegularExpressions;

namespace CentryPS.Tests.Conventions;

/// <summary>Messages mention only commands that the user has.</summary>
public sealed partial class CommandNameTests
{
    // Commands of PowerShell in both editions, SecretManagement and SecretStore, and those that install modules.
    private static readonly string[] Others =
    [
        "ConvertFrom-Json", "ConvertFrom-StringData", "Get-Credential", "Get-Help", "Import-Csv", "Import-PowerShellDataFile", "Where-Object",
        "Get-SecretVault", "Register-SecretVault", "Set-SecretVaultDefault", "Test-SecretVault", "Unlock-SecretVault",
        "Reset-SecretStore", "Set-SecretStoreConfiguration", "Unlock-SecretStore",
        "Install-Module", "Install-PSResource",
    ];

    [Theory]
    [InlineData("CentryPS.psd1", "src/CentryPS/Module/Messages.resx")]
    [InlineData("CentryPS.psd1", "src/CentryPS/Module/Messages.es.resx")]
    [InlineData("src/CentryPS.Sandbox.Server/Module/CentryPS.Sandbox.psd1", "src/CentryPS.Sandbox.Server/Module/en-US/Messages.psd1")]
    [InlineData("src/CentryPS.Sandbox.Server/Module/CentryPS.Sandbox.psd1", "src/CentryPS.Sandbox.Server/Module/es/Messages.psd1")]
    public void Command_in_a_message_is_available_to_the_user(string manifest, string messages)
    {
        var own = Names(manifest).ToArray();
        var named = Names(messages).ToArray();

        Assert.Contains(named, own.Contains);
        Assert.Empty(named.Except(own).Except(Others));
    }

    private static IEnumerable<string> Names(string file) =>
        Command().Matches(File.ReadAllText(Path.Combine(PowerShellHost.Root, file))).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\b[A-Z][a-z]+(?:From|To)?-[A-Z][A-Za-z]+\b")]
    private static partial Regex Command();
}
