using System.Management.Automation;

namespace CentryPS.Tests.Packaging;

/// <summary>The package contains exactly the files listed here.</summary>
public sealed class PackTests
{
    private static readonly string[] Files =
    [
        "CHANGELOG.md",
        "CentryPS.Format.ps1xml",
        "CentryPS.Webhook.dsc.resource.json",
        "CentryPS.Webhook.ps1",
        "CentryPS.dll",
        "CentryPS.psd1",
        "Desktop/CentryPS.dll",
        "Desktop/Microsoft.Bcl.AsyncInterfaces.dll",
        "Desktop/Microsoft.Bcl.TimeProvider.dll",
        "Desktop/System.Buffers.dll",
        "Desktop/System.Memory.dll",
        "Desktop/System.Numerics.Vectors.dll",
        "Desktop/System.Runtime.CompilerServices.Unsafe.dll",
        "Desktop/System.Text.Encodings.Web.dll",
        "Desktop/System.Text.Json.dll",
        "Desktop/System.Threading.Tasks.Extensions.dll",
        "Desktop/System.ValueTuple.dll",
        "Desktop/es/CentryPS.resources.dll",
        "LICENSE",
        "en-US/CentryPS.dll-Help.xml",
        "en-US/about_CentryPS.help.txt",
        "en-US/about_CentryPS_Automation.help.txt",
        "en-US/about_CentryPS_FirstSteps.help.txt",
        "es/CentryPS.dll-Help.xml",
        "es/CentryPS.resources.dll",
        "es/about_CentryPS.help.txt",
        "es/about_CentryPS_Automation.help.txt",
        "es/about_CentryPS_FirstSteps.help.txt",
    ];

    // The metadata that the package shares with the manifest.
    private static readonly string[] Shared = ["authors", "owners", "description", "copyright", "projectUrl", "licenseUrl", "iconUrl"];

    [Fact]
    public void Package_equals_its_folder()
    {
        using var module = new PackedModule("CentryPS", "CentryPS");

        Assert.Equal(Files, module.Files);
        Assert.Equal(Files, module.Entries);
        Assert.Equal("CentryPS", module.Metadata("id"));
        Assert.Equal(typeof(CentryOrder).Assembly.GetName().Version!.ToString(3), module.Metadata("version"));
        Assert.Contains("PSModule", module.Metadata("tags"));
        Assert.Contains("PSCmdlet_Set-CentryOrder", module.Metadata("tags"));
        Assert.DoesNotContain("PSFunction", module.Metadata("tags"));
        Assert.Contains("### Added", module.Metadata("releaseNotes"));

        using var shell = new PowerShellHost();
        var manifest = shell.One<PSModuleInfo>($"Test-ModuleManifest '{Path.Combine(module.Folder, "CentryPS.psd1")}'");
        Assert.Equal(
            [manifest.Author, manifest.CompanyName, manifest.Description, manifest.Copyright, $"{manifest.ProjectUri}", $"{manifest.LicenseUri}", $"{manifest.IconUri}"],
            Shared.Select(module.Metadata));
        Assert.Empty(manifest.Tags.Except(module.Metadata("tags").Split(' ')));
    }
}
