using System.Reflection;
using Mono.Cecil;

namespace CentryPS.Tests.Support;

/// <summary>The assemblies and folders of the built module, for static analysis.</summary>
internal static class BuiltModule
{
    public static AssemblyDefinition Core { get; } = Read("CentryPS.dll");

    public static string DesktopFolder { get; } = Path.Combine(PowerShellHost.Root, "Desktop");

    public static string Source { get; } = Path.Combine(PowerShellHost.Root, "src", "CentryPS");

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } =
        typeof(BuiltModule).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    public static AssemblyDefinition Read(string path, IAssemblyResolver? resolver = null) => AssemblyDefinition.ReadAssembly(
        Path.Combine(PowerShellHost.Root, path),
        new ReaderParameters { AssemblyResolver = resolver });

    /// <summary>Returns the path of a NuGet package's folder, from the project file.</summary>
    public static string Folder(string name) => typeof(BuiltModule).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name)
        .Value!;
}
