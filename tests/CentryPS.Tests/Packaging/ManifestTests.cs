using System.Collections;
using System.Management.Automation;
using System.Reflection;
using CentryPS.Commands.Base;

namespace CentryPS.Tests.Packaging;

public sealed class ManifestTests
{
    private static readonly string Text = File.ReadAllText(PowerShellHost.Manifest);

    [Fact]
    public void Manifest_passes_Test_ModuleManifest()
    {
        using var shell = new PowerShellHost();

        var manifest = shell.One<PSModuleInfo>($"Test-ModuleManifest '{PowerShellHost.Manifest}'");

        Assert.Empty(shell.Warnings);
        Assert.Equal(typeof(CentryCommand).Assembly.GetName().Version!.ToString(3), manifest.Version.ToString());
        Assert.All(new[] { manifest.ProjectUri, manifest.LicenseUri, manifest.IconUri }, address => Assert.Equal(Uri.UriSchemeHttps, address.Scheme));
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions.Order());
    }

    [Fact]
    public void Manifest_exports_exactly_the_cmdlets_of_the_assembly()
    {
        using var shell = new PowerShellHost();
        var cmdlets = typeof(CentryCommand).Assembly.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");

        var module = (PSModuleInfo)shell.Run("Get-Module CentryPS").Single().BaseObject;

        Assert.Equal(cmdlets.Order(), module.ExportedCommands.Keys.Order());
        Assert.DoesNotContain("'*'", File.ReadAllText(PowerShellHost.Manifest));
    }

    [Fact]
    public async Task User_agent_contains_the_version_of_the_module()
    {
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });
        using var shell = new PowerShellHost(centry);

        shell.Run("Get-CentryWebhook -First 1");

        var version = shell.Run("(Get-Module CentryPS).Version.ToString(3)").Single();
        Assert.Equal($"CentryPS/{version}", Assert.Single(centry.Requests).Headers["User-Agent"]);
    }

    [Fact]
    public void Manifest_uses_only_variables_that_a_gallery_allows() =>
        ScriptBlock.Create(Text).CheckRestrictedLanguage([], ["PSEdition", "PSScriptRoot"], allowEnvironmentVariables: true);

    [Theory]
    [InlineData("Core", "CentryPS.dll")]
    [InlineData("Desktop", "Desktop/CentryPS.dll")]
    public void Each_edition_has_an_assembly_of_the_version_of_the_manifest(string edition, string file)
    {
        using var shell = new PowerShellHost();
        var manifest = shell.One<Hashtable>(Text.Replace("$PSEdition", $"'{edition}'"));
        using var assembly = BuiltModule.Read(file);
        var informational = assembly.CustomAttributes
            .Single(attribute => attribute.AttributeType.Name == nameof(AssemblyInformationalVersionAttribute));

        Assert.Equal(file, manifest["RootModule"]);
        Assert.Equal(manifest["ModuleVersion"], assembly.Name.Version.ToString(3));
        Assert.Equal(manifest["ModuleVersion"], informational.ConstructorArguments[0].Value);
    }
}
