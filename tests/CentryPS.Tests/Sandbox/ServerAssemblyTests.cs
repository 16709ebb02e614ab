using Microsoft.AspNetCore.Http;
using Mono.Cecil;

namespace CentryPS.Tests.Sandbox;

/// <summary>The server depends only on .NET.</summary>
public sealed class ServerAssemblyTests
{
    private static readonly string[] Frameworks =
        [.. new[] { typeof(object), typeof(HttpContext) }.Select(type => Path.GetDirectoryName(type.Assembly.Location)!)];

    [Fact]
    public void Server_assembly_is_the_only_one_in_its_folder() =>
        Assert.Equal(["CentryPS.Sandbox.Server.dll"], Directory.EnumerateFiles(ServerProgram.Folder, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName));

    [Fact]
    public void Server_assembly_references_only_NET_and_no_PowerShell()
    {
        var reached = Reached(ServerProgram.Path);

        Assert.InRange(reached.Count, 20, int.MaxValue);
        Assert.DoesNotContain(reached, name => name.StartsWith("System.Management.Automation") || name.StartsWith("CentryPS"));
    }

    // First throws for an assembly outside the frameworks.
    private static HashSet<string> Reached(string path)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([path]);
        while (open.TryDequeue(out var file))
        {
            using var assembly = AssemblyDefinition.ReadAssembly(file);
            foreach (var name in assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Where(reached.Add))
            {
                open.Enqueue(Frameworks.Select(folder => Path.Combine(folder, name + ".dll")).First(File.Exists));
            }
        }

        return reached;
    }
}
