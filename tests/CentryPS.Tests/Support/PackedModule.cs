using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace CentryPS.Tests.Support;

/// <summary>The folder and package that <c>dotnet pack</c> creates for a module, in a temporary folder.</summary>
internal sealed class PackedModule : IDisposable
{
    private readonly DirectoryInfo _out = Directory.CreateTempSubdirectory("CentryPS");
    private readonly string _name;
    private readonly ZipArchive _package;
    private readonly XElement _metadata;

    /// <param name="project">The name of the project and its folder.</param>
    /// <param name="name">The module's name.</param>
    public PackedModule(string project, string name)
    {
        _name = name;
        Pack(project);
        _package = ZipFile.OpenRead(_out.GetFiles("*.nupkg").Single().FullName);
        _metadata = XDocument.Load(_package.GetEntry(name + ".nuspec")!.Open()).Root!.Elements().First();
    }

    /// <summary>The folder that was packed.</summary>
    public string Folder => Path.Combine(_out.FullName, _name);

    /// <summary>The files of the folder.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>The module's files in the package.</summary>
    public IEnumerable<string> Entries => _package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName))
        .Where(name => !(name == _name + ".nuspec" || name == "[Content_Types].xml" || name.StartsWith("_rels/") || name.StartsWith("package/")))
        .Order(StringComparer.Ordinal);

    /// <summary>Returns an element of the package's metadata.</summary>
    public string Metadata(string name) => _metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    public void Dispose()
    {
        _package.Dispose();
        _out.Delete(recursive: true);
    }

    private void Pack(string project)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            ["pack", Path.Combine(PowerShellHost.Root, "src", project), "--no-build", "-c", BuiltModule.Configuration, $"-p:PackageOutputPath={_out.FullName}", "-nologo"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }
}
