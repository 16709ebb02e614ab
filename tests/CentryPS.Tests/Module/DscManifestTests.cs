using System.Text.Json.Nodes;

namespace CentryPS.Tests.Module;

/// <summary>The manifest of the DSC resource <c>CentryPS/Webhook</c>.</summary>
public sealed class DscManifestTests
{
    private static readonly JsonObject Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(PowerShellHost.Root, "CentryPS.Webhook.dsc.resource.json")))!.AsObject();

    // Facts of the published schema, https://aka.ms/dsc/schemas/v3/resource/manifest.json.
    private const string Schemas = "https://raw.githubusercontent.com/PowerShell/DSC/main/schemas/v3/resource/properties/";

    private static readonly string[] Keys =
        ["$schema", "type", "kind", "version", "description", "tags", "get", "set", "whatIf", "test", "delete", "export", "validate", "resolve", "adapter", "exitCodes", "schema"];

    [Fact]
    public void Manifest_has_the_fields_of_DSC_and_the_version_of_the_module()
    {
        Assert.Empty(Manifest.Select(field => field.Key).Except(Keys));
        Assert.Equal("https://aka.ms/dsc/schemas/v3/bundled/resource/manifest.json", (string?)Manifest["$schema"]);
        Assert.Matches(@"^\w+(\.\w+){0,2}/\w+$", (string)Manifest["type"]!);
        Assert.Equal(typeof(CentryOrder).Assembly.GetName().Version!.ToString(3), (string?)Manifest["version"]);
        Assert.All(Manifest["exitCodes"]!.AsObject(), code => Assert.Matches("^-?[0-9]+$", code.Key));
        foreach (var operation in new[] { "get", "test", "set", "whatIf", "export" })
        {
            // Only strings: the schema has no whatIfArg, and an operation without a JSON argument requires an input.
            string[] arguments = [.. Manifest[operation]!["args"]!.AsArray().Select(argument => (string)argument!)];
            Assert.Equal(("pwsh", "stdin"), ((string?)Manifest[operation]!["executable"], (string?)Manifest[operation]!["input"]));
            Assert.Equal("-File", arguments[3]);
            Assert.True(File.Exists(Path.Combine(PowerShellHost.Root, arguments[4])));
            Assert.Equal(operation == "whatIf" ? ["set", "-WhatIf"] : [operation], arguments[5..]);
        }
    }

    [Fact]
    public void Operations_declare_their_return_values()
    {
        Assert.Equal("state", (string?)Manifest["test"]!["return"]);
        Assert.All(
            ["set", "whatIf"],
            operation => Assert.Equal(("state", true, true), ((string?)Manifest[operation]!["return"], (bool)Manifest[operation]!["implementsPretest"]!, (bool)Manifest[operation]!["handlesExist"]!)));
        Assert.False((bool)Manifest["export"]!["supportsFiltering"]!);
    }

    // Only the canonical reference is valid, and dsc does not resolve it online: the schema bundles its target.
    [Theory]
    [InlineData("_exist", "exist.json", """{"type":"boolean","default":true,"enum":[false,true]}""")]
    [InlineData("_inDesiredState", "inDesiredState.json", """{"type":["boolean","null"],"readOnly":true}""")]
    public void Standard_property_is_a_canonical_reference_that_resolves_offline(string property, string file, string rules)
    {
        var schema = Manifest["schema"]!["embedded"]!;
        var bundled = schema["$defs"]![Schemas + file]!.AsObject();

        Assert.Equal($$"""{"$ref":"{{Schemas}}{{file}}"}""", schema["properties"]![property]!.ToJsonString());
        Assert.Equal(Schemas + file, (string?)bundled["$id"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(rules), new JsonObject(bundled.Where(rule => rule.Key is not ("$schema" or "$id" or "title" or "description")).Select(rule => KeyValuePair.Create(rule.Key, rule.Value?.DeepClone())))));
    }

    [Fact]
    public void Schema_lists_all_topics()
    {
        var schema = Manifest["schema"]!["embedded"]!;

        Assert.Equal(CentryTopics.All.Select(topic => topic.ToString()), schema["properties"]!["topic"]!["items"]!["enum"]!.AsArray().Select(item => (string?)item));
        Assert.False((bool)schema["additionalProperties"]!);
    }
}
