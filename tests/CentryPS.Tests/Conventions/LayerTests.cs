using Mono.Cecil;

namespace CentryPS.Tests;

/// <summary>Commands → Session → Http → Models: a folder knows those below it alone.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Below_the_cmdlets_nothing_but_the_session_knows_PowerShell()
    {
        string[] mentions = [.. In("Http").Concat(In("Models")).SelectMany(type => Mentions(type, "System.Management.Automation"))];

        Assert.Empty(mentions);
    }

    [Fact]
    public void A_cmdlet_knows_neither_the_HTTP_client_nor_JSON()
    {
        string[] mentions =
        [
            .. In("Commands")
                .Where(type => type.Name.Contains("Command", StringComparison.Ordinal))
                .SelectMany(type => Mentions(type, "System.Net.Http.HttpClient").Concat(Mentions(type, "System.Text.Json"))),
        ];

        Assert.Empty(mentions);
    }

    [Theory]
    [InlineData("Session", "Commands")]
    [InlineData("Http", "Commands", "Session")]
    [InlineData("Models", "Commands", "Session", "Http")]
    public void A_layer_never_looks_up(string layer, params string[] above)
    {
        var names = above.SelectMany(In).Select(type => type.FullName).ToHashSet();

        Assert.Empty(In(layer).SelectMany(type => TypeReferences.Of(type).Where(names.Contains).Select(name => $"{type.Name} → {name}")));
    }

    [Theory]
    [InlineData("Commands")]
    [InlineData("Session")]
    [InlineData("Http")]
    [InlineData("Models")]
    public void A_layer_has_types(string layer) => Assert.True(In(layer).Count() > 5);

    // A type has the name of its file, so that the folder tells the layer.
    private static IEnumerable<TypeDefinition> In(string layer)
    {
        var names = Directory
            .EnumerateFiles(Path.Combine(BuiltModule.Source, layer), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .ToHashSet();
        return BuiltModule.Core.MainModule.Types.Where(type => names.Contains(type.Name.Split('`')[0]));
    }

    private static IEnumerable<string> Mentions(TypeDefinition type, string start) => TypeReferences.Of(type)
        .Where(name => name.StartsWith(start, StringComparison.Ordinal))
        .Select(name => $"{type.Name} → {name}");
}
