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

    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var file = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        var isOurs = request.RequestingAssembly is null || IsInFolder(request.RequestingAssembly);
        return isOurs && File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }

    private static bool IsInFolder(Assembly assembly) =>
        !assembly.IsDynamic && string.Equals(Path.GetDirectoryName(assembly.Location), Folder, StringComparison.OrdinalIgnoreCase);
}
#endif
