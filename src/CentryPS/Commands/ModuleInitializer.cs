#if NETFRAMEWORK
using System.Management.Automation;
using System.Reflection;

namespace CentryPS.Commands;

/// <summary>
/// Finds the libraries that Windows PowerShell does not bring, in the module's own folder. powershell.exe has no binding
/// redirects for them, so that a reference to another version fails to bind and comes here.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    // Other modules have handlers too: what none of our assemblies asks for is theirs.
    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        Shipped(new AssemblyName(request.Name).Name) is { } file && IsOurs(request.RequestingAssembly) ? Assembly.LoadFrom(file) : null;

    // Not by its folder: of one identity, the process has the copy that was loaded first, which may be another module's.
    private static bool IsOurs(Assembly? assembly) => assembly is { IsDynamic: false }
        && Shipped(assembly.GetName().Name) is { } file && AssemblyName.GetAssemblyName(file).FullName == assembly.FullName;

    private static string? Shipped(string name) => Path.Combine(Folder, name + ".dll") is var file && File.Exists(file) ? file : null;
}
#endif
