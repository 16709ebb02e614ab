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
    private static Assembly? Resolve(object sender, ResolveEventArgs request)
    {
        var file = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return IsOurs(request.RequestingAssembly) && File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }

    // One that was loaded from bytes, as Add-Type does, has no file.
    private static bool IsOurs(Assembly? assembly) => assembly is { IsDynamic: false, Location: { Length: > 0 } file }
        && string.Equals(Path.GetDirectoryName(file), Folder, StringComparison.OrdinalIgnoreCase);
}
#endif
