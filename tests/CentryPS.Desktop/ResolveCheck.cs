using System.Reflection;
using CentryPS.Commands;

namespace CentryPS.Desktop;

/// <summary>
/// Checks the module's AssemblyResolve handler with another module's handler registered before and after it.
/// </summary>
internal static class ResolveCheck
{
    private static readonly AssemblyName OtherLibrary = new("Others.Library, Version=1.2.3.4");

    public static void Run()
    {
        var ours = new ModuleInitializer();
        foreach (var isFirst in new[] { true, false })
        {
            AppDomain.CurrentDomain.AssemblyResolve += isFirst ? null : ResolveOther;
            ours.OnImport();
            AppDomain.CurrentDomain.AssemblyResolve += isFirst ? ResolveOther : null;

            Check.Equal(typeof(Check).Assembly, Assembly.Load(OtherLibrary), "an assembly of another module");
            CheckAssemblyFromBytes();
            Check.Equal(null, Find("No.Such.Library"), "an unknown assembly");

            ours.OnRemove(null!);
            AppDomain.CurrentDomain.AssemblyResolve -= ResolveOther;
            Check.Equal(null, Find(OtherLibrary.Name), "an assembly of another module after the handlers were removed");
        }
    }

    private static Assembly? ResolveOther(object sender, ResolveEventArgs request) =>
        new AssemblyName(request.Name).Name == OtherLibrary.Name ? typeof(Check).Assembly : null;

    // Add-Type of Windows PowerShell loads assemblies from bytes, so a requesting assembly may have no location.
    private static void CheckAssemblyFromBytes()
    {
        var copy = Assembly.Load(File.ReadAllBytes(typeof(Check).Assembly.Location));
        Check.Equal(string.Empty, copy.Location, "the location of an assembly from bytes");
        var load = copy.GetType(typeof(ResolveCheck).FullName!).GetMethod(nameof(Find), BindingFlags.NonPublic | BindingFlags.Static)!;
        Check.Equal<object?>(null, load.Invoke(null, ["No.Such.Library"]), "an unknown assembly requested by an assembly from bytes");
    }

    private static Assembly? Find(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
