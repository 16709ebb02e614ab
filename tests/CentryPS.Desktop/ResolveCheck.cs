using System.Reflection;
using CentryPS.Commands;

namespace CentryPS.Desktop;

/// <summary>The module's handler beside those of other modules, before them and after them.</summary>
internal static class ResolveCheck
{
    private static readonly AssemblyName Others = new("Others.Library, Version=1.2.3.4");

    public static void Run()
    {
        var ours = new ModuleInitializer();
        foreach (var isFirst in new[] { true, false })
        {
            AppDomain.CurrentDomain.AssemblyResolve += isFirst ? null : ResolveOthers;
            ours.OnImport();
            AppDomain.CurrentDomain.AssemblyResolve += isFirst ? ResolveOthers : null;

            Check.Equal(typeof(Check).Assembly, Assembly.Load(Others), "what another module's handler finds");
            FromBytes();
            Check.Equal(null, Find("No.Such.Library"), "what nobody finds");

            ours.OnRemove(null!);
            AppDomain.CurrentDomain.AssemblyResolve -= ResolveOthers;
            Check.Equal(null, Find(Others.Name), "what is found once the handlers are gone");
        }
    }

    private static Assembly? ResolveOthers(object sender, ResolveEventArgs request) =>
        new AssemblyName(request.Name).Name == Others.Name ? typeof(Check).Assembly : null;

    // As Add-Type of Windows PowerShell does: an assembly without a file asks for one that is not there.
    private static void FromBytes()
    {
        var copy = Assembly.Load(File.ReadAllBytes(typeof(Check).Assembly.Location));
        Check.Equal(string.Empty, copy.Location, "the file of an assembly from bytes");
        var load = copy.GetType(typeof(ResolveCheck).FullName!).GetMethod(nameof(Find), BindingFlags.NonPublic | BindingFlags.Static)!;
        Check.Equal<object?>(null, load.Invoke(null, ["No.Such.Library"]), "what an assembly from bytes finds");
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
