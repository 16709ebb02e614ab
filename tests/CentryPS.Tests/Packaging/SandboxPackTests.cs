using System.Management.Automation;

namespace CentryPS.Tests.Packaging;

/// <summary>The sandbox package contains only the server and the scripts that start it.</summary>
public sealed class SandboxPackTests
{
    private static readonly string[] Files =
    [
        "CHANGELOG.md",
        "CentryPS.Sandbox.Format.ps1xml",
        "CentryPS.Sandbox.psd1",
        "CentryPS.Sandbox.psm1",
        "LICENSE",
        "Server/CentryPS.Sandbox.Server.dll",
        "Server/CentryPS.Sandbox.Server.runtimeconfig.json",
        "en-US/CentryPS.Sandbox-help.xml",
        "en-US/Messages.psd1",
        "es/CentryPS.Sandbox-help.xml",
        "es/Messages.psd1",
    ];

    private static readonly string[] Commands =
        ["Add-CentryFault", "Clear-CentryFault", "Get-CentryDelivery", "Get-CentryFault", "Get-CentrySandbox", "Start-CentrySandbox", "Stop-CentrySandbox"];

    [Fact]
    public void Sandbox_package_equals_its_folder_and_has_the_version_of_CentryPS()
    {
        using var module = new PackedModule("CentryPS.Sandbox.Server", "CentryPS.Sandbox");
        using var shell = new PowerShellHost();

        Assert.Equal(Files, module.Files);
        Assert.Equal(Files, module.Entries);
        var manifest = shell.One<PSModuleInfo>($"Test-ModuleManifest '{Path.Combine(module.Folder, "CentryPS.Sandbox.psd1")}'");
        Assert.Equal(typeof(CentryOrder).Assembly.GetName().Version!.ToString(3), $"{manifest.Version}");
        Assert.Equal(
            (module.Metadata("id"), module.Metadata("version"), module.Metadata("description")),
            ("CentryPS.Sandbox", $"{manifest.Version}", manifest.Description));
        Assert.Equal(Commands, manifest.ExportedFunctions.Keys.Order());
        Assert.All(
            Commands,
            command => Assert.Contains($"PSFunction_{command} PSCommand_{command}", module.Metadata("tags")));
        Assert.DoesNotContain("PSCmdlet", module.Metadata("tags"));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("es")]
    public void Sandbox_messages_exist_in_both_languages(string culture)
    {
        var folder = Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox.Server", "Module");
        static IEnumerable<string> Names(string file) => File.ReadLines(file).Where(line => line.Contains(" = ")).Select(line => line.Split(" = ")[0]);
        var used = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(folder, "CentryPS.Sandbox.psm1")), @"\$Messages\.(\w+)")
            .Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(used, Names(Path.Combine(folder, culture, "Messages.psd1")).Order());
    }
}
