using System.Management.Automation;
using System.Reflection;
using CentryPS.Commands;

namespace CentryPS.Tests;

public sealed class ManifestTests
{
    [Fact]
    public void PowerShell_itself_accepts_it()
    {
        using var shell = new PowerShellHost();

        var manifest = shell.One<PSModuleInfo>($"Test-ModuleManifest '{PowerShellHost.Manifest}'");

        Assert.Empty(shell.Warnings);
        Assert.Equal(typeof(CentryCommand).Assembly.GetName().Version!.ToString(3), manifest.Version.ToString());
        Assert.All(new[] { manifest.ProjectUri, manifest.LicenseUri, manifest.IconUri }, address => Assert.Equal(Uri.UriSchemeHttps, address.Scheme));
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions.Order());
    }

    [Fact]
    public void It_names_the_cmdlets_of_the_assembly_and_nothing_else()
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
    public async Task The_version_is_told_to_Centry()
    {
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });
        using var shell = new PowerShellHost(centry);

        shell.Run("Get-CentryWebhook -First 1");

        var version = shell.Run("(Get-Module CentryPS).Version.ToString(3)").Single();
        Assert.Equal($"CentryPS/{version}", Assert.Single(centry.Requests).Headers["User-Agent"]);
    }
}
