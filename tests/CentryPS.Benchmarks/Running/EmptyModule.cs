using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace CentryPS.Benchmarks.Running;

/// <summary>A temporary module with a manifest and an assembly with one cmdlet that does nothing.</summary>
internal sealed class EmptyModule : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("Empty");

    public EmptyModule()
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Empty"), typeof(object).Assembly);
        var cmdlet = assembly.DefineDynamicModule("Empty").DefineType("GetNothingCommand", TypeAttributes.Public, typeof(PSCmdlet));
        var name = typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!;
        cmdlet.SetCustomAttribute(new CustomAttributeBuilder(name, ["Get", "Nothing"]));
        cmdlet.CreateType();
        assembly.Save(Path.Combine(_folder.FullName, "Empty.dll"));
        File.WriteAllText(Manifest, """
            @{ RootModule = 'Empty.dll'; ModuleVersion = '1.0'; CmdletsToExport = @('Get-Nothing'); FunctionsToExport = @(); AliasesToExport = @() }
            """);
    }

    public string Manifest => Path.Combine(_folder.FullName, "Empty.psd1");

    public void Dispose() => _folder.Delete(recursive: true);
}
