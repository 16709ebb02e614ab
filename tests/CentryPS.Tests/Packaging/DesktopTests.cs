using Mono.Cecil;

namespace CentryPS.Tests;

/// <summary>What Windows PowerShell 5.1 will find when it loads the Desktop folder, proved without it.</summary>
public sealed class DesktopTests : IDisposable
{
    // The compiler's reference to Unsafe is older than what NuGet gives; ModuleInitializer answers by simple name.
    private static readonly string[] CuredByName = ["System.Runtime.CompilerServices.Unsafe"];

    private readonly DesktopResolver _resolver = new();

    [Fact]
    public void Every_type_and_member_that_it_uses_exists_there()
    {
        using var module = BuiltModule.Read(Path.Combine("Desktop", "CentryPS.dll"), _resolver);

        Assert.Empty(module.MainModule.GetTypeReferences().Where(type => type.Resolve() is null).Select(type => type.FullName));
        Assert.Empty(module.MainModule.GetMemberReferences().Where(member => !Exists(member)).Select(member => member.FullName));
        Assert.InRange(module.MainModule.GetMemberReferences().Count(), 200, int.MaxValue);
    }

    [Fact]
    public void The_folder_holds_every_dependency_at_the_version_that_is_asked_for()
    {
        var mismatches = Directory.EnumerateFiles(BuiltModule.DesktopFolder, "*.dll").SelectMany(Mismatches).Distinct();

        Assert.Equal(CuredByName, mismatches);
    }

    [Fact]
    public void It_holds_nothing_that_nobody_asks_for()
    {
        var folder = Directory.EnumerateFiles(BuiltModule.DesktopFolder, "*.dll").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var reached = new HashSet<string> { "CentryPS" };
        var open = new Queue<string>(reached);
        while (open.TryDequeue(out var name))
        {
            using var assembly = BuiltModule.Read(Path.Combine("Desktop", name + ".dll"), _resolver);
            foreach (var reference in assembly.MainModule.AssemblyReferences.Where(reference => folder.Contains(reference.Name) && reached.Add(reference.Name)))
            {
                open.Enqueue(reference.Name);
            }
        }

        Assert.Equal(folder.Order(), reached.Order());
    }

    [Fact]
    public void The_handler_goes_by_the_simple_name_while_the_module_is_imported()
    {
        using var module = BuiltModule.Read(Path.Combine("Desktop", "CentryPS.dll"), _resolver);
        var initializer = module.MainModule.GetType("CentryPS.Commands.ModuleInitializer");

        Assert.Equal(
            ["IModuleAssemblyCleanup", "IModuleAssemblyInitializer"],
            initializer.Interfaces.Select(item => item.InterfaceType.Name).Order());
        Assert.Contains("add_AssemblyResolve", Calls(initializer, "OnImport"));
        Assert.Contains("remove_AssemblyResolve", Calls(initializer, "OnRemove"));
        Assert.Contains("get_Name", Calls(initializer, "Resolve"));
        Assert.DoesNotContain("get_Version", Calls(initializer, "Resolve"));
    }

    public void Dispose() => _resolver.Dispose();

    private static IEnumerable<string> Calls(TypeDefinition type, string method) => type.Methods
        .Single(item => item.Name == method)
        .Body.Instructions
        .Select(instruction => (instruction.Operand as MethodReference)?.Name)
        .OfType<string>();

    private static bool Exists(MemberReference member) => member switch
    {
        MethodReference { DeclaringType.IsArray: true } => true,
        MethodReference method => method.Resolve() is not null,
        FieldReference field => field.Resolve() is not null,
        _ => true,
    };

    private IEnumerable<string> Mismatches(string file)
    {
        using var assembly = BuiltModule.Read(file, _resolver);
        foreach (var reference in assembly.MainModule.AssemblyReferences)
        {
            var found = _resolver.Find(reference.Name);
            Assert.True(found is not null, $"{Path.GetFileName(file)} needs {reference.FullName}");
            if (found.Version != reference.Version && !_resolver.IsOfFramework(reference.Name))
            {
                yield return reference.Name;
            }
        }
    }
}
