using Mono.Cecil;

namespace CentryPS.Tests.Support;

/// <summary>
/// Finds assemblies where Windows PowerShell 5.1 does: in .NET Framework 4.7.2, in PowerShell or in the Desktop folder.
/// </summary>
internal sealed class DesktopResolver : IAssemblyResolver
{
    private readonly string[] _framework =
    [
        BuiltModule.Folder("NetFramework"),
        Path.Combine(BuiltModule.Folder("NetFramework"), "Facades"),
        BuiltModule.Folder("PowerShellStandard"),
    ];

    private readonly Dictionary<string, AssemblyDefinition> _read = [];

    public AssemblyNameDefinition? Find(string name) => Read(name)?.Name;

    public bool IsOfFramework(string name) => _framework.Any(folder => File.Exists(Path.Combine(folder, name + ".dll")))
        && !File.Exists(Path.Combine(BuiltModule.DesktopFolder, name + ".dll"));

    public AssemblyDefinition Resolve(AssemblyNameReference name) =>
        Read(name.Name) ?? throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (var assembly in _read.Values)
        {
            assembly.Dispose();
        }
    }

    private AssemblyDefinition? Read(string name)
    {
        if (_read.TryGetValue(name, out var known))
        {
            return known;
        }

        var file = _framework.Prepend(BuiltModule.DesktopFolder)
            .Select(folder => Path.Combine(folder, name + ".dll"))
            .FirstOrDefault(File.Exists);
        return file is null ? null : _read[name] = BuiltModule.Read(file, this);
    }
}
