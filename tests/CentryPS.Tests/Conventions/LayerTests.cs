using System.Text.RegularExpressions;
using Mono.Cecil;

namespace CentryPS.Tests.Conventions;

/// <summary>
/// Commands → Notifications → Api → Session → Http → Models → Files: a layer references only those below it. A layer is a folder with
/// its namespace and the namespaces below; the tests read all types of the assembly, generated ones too.
/// </summary>
public sealed partial class LayerTests
{
    private static readonly string[] Rooms = ["Commands", "Notifications", "Api", "Session", "Http", "Models", "Files"];

    [Fact]
    public void Type_has_the_namespace_of_a_folder()
    {
        var folders = Sources().Select(file => Namespace().Match(File.ReadAllText(file)).Groups[1].Value).ToHashSet();

        // What the compiler makes for itself has none.
        Assert.Empty(Types().Select(type => type.Namespace).Where(name => name.Length > 0).Except([.. folders, "CentryPS.Module"]));
    }

    [Fact]
    public void Only_Commands_references_PowerShell()
    {
        var others = Types().Where(type => !IsIn(type, "Commands")).ToArray();

        Assert.NotEmpty(others);
        Assert.Empty(others.SelectMany(type => Mentions(type, name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal))));
    }

    [Fact]
    public void Cmdlet_references_neither_HttpClient_nor_JSON()
    {
        var cmdlets = Types().Where(type => type.Namespace is "CentryPS.Commands" or "CentryPS.Commands.Base");

        Assert.Empty(cmdlets.SelectMany(type => Mentions(type, name =>
            name == "System.Net.Http.HttpClient" || name.StartsWith("System.Text.Json", StringComparison.Ordinal))));
    }

    [Fact]
    public void Layer_never_references_a_layer_above()
    {
        for (var i = 1; i < Rooms.Length; i++)
        {
            var above = Rooms[..i].SelectMany(In).Select(type => type.FullName).ToHashSet();
            Assert.NotEmpty(In(Rooms[i]));
            Assert.Empty(In(Rooms[i]).SelectMany(type => Mentions(type, above.Contains)));
        }
    }

    [Fact]
    public void Type_outside_the_layers_references_none_of_them()
    {
        var inRooms = Rooms.SelectMany(In).ToHashSet();
        var names = inRooms.Select(type => type.FullName).ToHashSet();

        Assert.Empty(Types().Except(inRooms).SelectMany(type => Mentions(type, names.Contains)));
    }

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(BuiltModule.Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Generated().IsMatch(Path.GetRelativePath(BuiltModule.Source, file)));

    private static TypeDefinition[] Types() => [.. BuiltModule.Core.MainModule.Types];

    private static IEnumerable<TypeDefinition> In(string room) => Types().Where(type => IsIn(type, room));

    private static bool IsIn(TypeDefinition type, string room) =>
        type.Namespace == $"CentryPS.{room}" || type.Namespace.StartsWith($"CentryPS.{room}.", StringComparison.Ordinal);

    private static IEnumerable<string> Mentions(TypeDefinition type, Func<string, bool> isWanted) =>
        TypeReferences.Of(type).Where(isWanted).Select(name => $"{type.FullName} → {name}");

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(bin|obj)[\\/]")]
    private static partial Regex Generated();
}
