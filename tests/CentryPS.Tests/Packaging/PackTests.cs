using System.Diagnostics;
using System.IO.Compression;
using System.Management.Automation;
using System.Xml.Linq;

namespace CentryPS.Tests;

/// <summary>What is packed is what is listed here, for whoever packs it and wherever.</summary>
public sealed class PackTests : IDisposable
{
    private static readonly string[] Files =
    [
        "CHANGELOG.md",
        "CentryPS.Format.ps1xml",
        "CentryPS.Types.ps1xml",
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
        "es/CentryPS.dll-Help.xml",
        "es/CentryPS.resources.dll",
        "es/about_CentryPS.help.txt",
        "es/about_CentryPS_Automation.help.txt",
    ];

    // What the manifest and the package both say, in the manifest's order below.
    private static readonly string[] Shared = ["authors", "owners", "description", "copyright", "projectUrl", "licenseUrl", "iconUrl"];

    private readonly DirectoryInfo _out = Directory.CreateTempSubdirectory("CentryPS");

    [Fact]
    public void The_package_is_the_folder_and_nothing_else()
    {
        Pack();

        var folder = Path.Combine(_out.FullName, "CentryPS");
        Assert.Equal(Files, Below(folder));
        using var package = ZipFile.OpenRead(_out.GetFiles("*.nupkg").Single().FullName);
        var entries = package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName)).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Files, entries.Where(name => !IsOfPackage(name)));

        var metadata = XDocument.Load(package.GetEntry("CentryPS.nuspec")!.Open()).Root!.Elements().First();
        string Said(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal(typeof(CentryOrder).Assembly.GetName().Version!.ToString(3), Said("version"));
        Assert.Contains("PSModule", Said("tags"));
        Assert.Contains("PSCmdlet_Set-CentryOrder", Said("tags"));
        Assert.Contains("### Added", Said("releaseNotes"));

        using var shell = new PowerShellHost();
        var manifest = shell.One<PSModuleInfo>($"Test-ModuleManifest '{Path.Combine(folder, "CentryPS.psd1")}'");
        Assert.Equal(
            [manifest.Author, manifest.CompanyName, manifest.Description, manifest.Copyright, $"{manifest.ProjectUri}", $"{manifest.LicenseUri}", $"{manifest.IconUri}"],
            Shared.Select(Said));
        Assert.Empty(manifest.Tags.Except(Said("tags").Split(' ')));
    }

    public void Dispose() => _out.Delete(recursive: true);

    private static bool IsOfPackage(string name) =>
        name is "CentryPS.nuspec" or "[Content_Types].xml" || name.StartsWith("_rels/") || name.StartsWith("package/");

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private void Pack()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            ["pack", Path.Combine(PowerShellHost.Root, "src", "CentryPS"), "--no-build", "-c", BuiltModule.Configuration, $"-p:PackageOutputPath={_out.FullName}", "-nologo"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
