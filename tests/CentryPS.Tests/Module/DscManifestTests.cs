using System.Text.Json.Nodes;

namespace CentryPS.Tests.Module;

/// <summary>The manifest of the DSC resource <c>CentryPS/Webhook</c>.</summary>
public sealed class DscManifestTests
{
    private static readonly JsonObject Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(PowerShellHost.Root, "CentryPS.Webhook.dsc.resource.json")))!.AsObject();

    [Fact]
    public void Manifest_has_the_fields_of_DSC_and_the_version_of_the_module()
    {
        Assert.Matches(@"^\w+(\.\w+){0,2}/\w+$", (string)Manifest["type"]!);
        Assert.Equal(typeof(CentryOrder).Assembly.GetName().Version!.ToString(3), (string?)Manifest["version"]);
        Assert.Equal(("state", "state", true, true), ((string?)Manifest["test"]!["return"], (string?)Manifest["set"]!["whatIfReturns"], (bool)Manifest["set"]!["implementsPretest"]!, (bool)Manifest["set"]!["handlesExist"]!));
        foreach (var operation in new[] { "get", "test", "set", "export" })
        {
            var arguments = Manifest[operation]!["args"]!.AsArray();
            Assert.Equal("pwsh", (string?)Manifest[operation]!["executable"]);
            Assert.Equal("-File", (string?)arguments[3]);
            Assert.True(File.Exists(Path.Combine(PowerShellHost.Root, (string)arguments[4]!)));
            Assert.Equal(operation, (string?)arguments[5]);
            Assert.Equal(operation == "export" ? null : "stdin", (string?)Manifest[operation]!["input"]);
        }
    }

    [Fact]
    public void Schema_lists_all_topics()
    {
        var schema = Manifest["schema"]!["embedded"]!;

        Assert.Equal(CentryTopics.All.Select(topic => topic.ToString()), schema["properties"]!["topic"]!["items"]!["enum"]!.AsArray().Select(item => (string?)item));
        Assert.False((bool)schema["additionalProperties"]!);
    }
}
