using System.Text.RegularExpressions;
using Mono.Cecil;

namespace CentryPS.Tests.Conventions;

/// <summary>
/// Commands → Notifications → Api → Session → Http → Models: a room knows those below it alone. A room is a folder, its namespace, and the
/// namespaces below that one; all types of the module are looked at, whoever made them.
/// </summary>
public sealed partial class LayerTests
{
    private static readonly string[] Rooms = ["Commands", "Notifications", "Api", "Session", "Http", "Models"];

    [Fact]
    public void A_type_has_the_namespace_of_a_folder()
    {
        var folders = Sources().Select(file => Namespace().Match(File.ReadAllText(file)).Groups[1].Value).ToHashSet();

        // What the compiler makes for itself has none.
        Assert.Empty(Types().Select(type => type.Namespace).Where(name => name.Length > 0).Except([.. folders, "CentryPS.Module"]));
    }

    [Fact]
    public void Only_Commands_knows_PowerShell()
    {
        var others = Types().Where(type => !IsIn(type, "Commands")).ToArray();

        Assert.NotEmpty(others);
        Assert.Empty(others.SelectMany(type => Mentions(type, name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_cmdlet_knows_neither_the_HTTP_client_nor_JSON_text()
    {
        var cmdlets = Types().Where(type => type.Namespace is "CentryPS.Commands" or "CentryPS.Commands.Base");

        Assert.Empty(cmdlets.SelectMany(type => Mentions(type, name =>
            name == "System.Net.Http.HttpClient" || name.StartsWith("System.Text.Json", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_room_never_looks_up()
    {
        for (var i = 1; i < Rooms.Length; i++)
        {
            var above = Rooms[..i].SelectMany(In).Select(type => type.FullName).ToHashSet();
            Assert.NotEmpty(In(Rooms[i]));
            Assert.Empty(In(Rooms[i]).SelectMany(type => Mentions(type, above.Contains)));
        }
    }

    [Fact]
    public void What_belongs_to_no_room_looks_into_none()
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
