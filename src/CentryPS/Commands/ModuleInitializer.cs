#if NETFRAMEWORK
using System.Management.Automation;
using System.Reflection;

namespace CentryPS.Commands;

/// <summary>
/// Loads the libraries that Windows PowerShell lacks from the module's folder. powershell.exe has no binding redirects
/// for them, so that a reference to another version fails to bind and reaches this handler.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    // Other modules have handlers too. Requests from assemblies of other modules are left to them.
    private static Assembly? Resolve(object sender, ResolveEventArgs request) =>
        Shipped(new AssemblyName(request.Name).Name) is { } file && IsOurs(request.RequestingAssembly)
            ? Assembly.LoadFrom(file)
            : null;

    // Compares identities, not folders: the process uses the first loaded copy of an identity, which may be that of
    // another module.
    private static bool IsOurs(Assembly? assembly) => assembly is { IsDynamic: false }
        && Shipped(assembly.GetName().Name) is { } file
        && AssemblyName.GetAssemblyName(file).FullName == assembly.FullName;

    private static string? Shipped(string name) =>
        Path.Combine(Folder, name + ".dll") is var file && File.Exists(file) ? file : null;
}
#endif
