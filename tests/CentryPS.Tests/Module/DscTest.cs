using System.Text.Json.Nodes;

namespace CentryPS.Tests.Module;

/// <summary>Runs the operations of the DSC resource <c>CentryPS/Webhook</c>, as its manifest declares them.</summary>
public abstract class DscTest : SandboxTest
{
    protected const string Url = "https://tienda.example/añil";

    protected static readonly JsonObject Manifest = Read(File.ReadAllText(Path.Combine(PowerShellHost.Root, "CentryPS.Webhook.dsc.resource.json")));

    private readonly AnsweringHost _host = new(string.Empty);

    /// <summary>The JSON lines that the resource wrote to the error stream of its process.</summary>
    protected IReadOnlyList<string> Traces => _host.Errors;

    protected static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();

    protected static string Desired(params string[] topics) => new JsonObject { ["callbackUrl"] = Url, ["topic"] = topics is [] ? new JsonArray() : [.. topics.Select(topic => (JsonNode)topic)] }.ToJsonString();

    protected static string Desired() => new JsonObject { ["callbackUrl"] = Url }.ToJsonString();

    protected static string Desired(bool exist) => new JsonObject { ["callbackUrl"] = Url, ["_exist"] = exist }.ToJsonString();

    protected static string State(string? id = null, string[]? topics = null, bool exist = true, bool? isDesired = null)
    {
        var state = new JsonObject { ["callbackUrl"] = Url };
        _ = topics is null ? null : state["topic"] = new JsonArray([.. topics.Select(topic => (JsonNode)topic)]);
        _ = id is null ? null : state["id"] = id;
        state["_exist"] = exist;
        _ = isDesired is null ? null : state["_inDesiredState"] = isDesired;
        return state.ToJsonString();
    }

    // dsc validates all output with the schema.
    private static void CheckSchema(string line)
    {
        var schema = Manifest["schema"]!["embedded"]!;
        var names = Read(line).Select(property => property.Key).ToArray();
        Assert.Empty(names.Except(schema["properties"]!.AsObject().Select(property => property.Key)));
        Assert.Empty(schema["required"]!.AsArray().Select(name => (string)name!).Except(names));
    }

    protected string One(string operation, string input) => Assert.Single(Call(operation, input));

    protected string[] Call(string operation, string? input, int code = 0)
    {
        using var shell = new PowerShellHost(centry: null, _host);
        shell.Set("input_", input);
        shell.Run($"$PSDefaultParameterValues = @{{ 'Connect-Centry:BaseUri' = '{Centry.BaseUri}'; 'Connect-Centry:AccessToken' = '{Centry.AccessToken}' }}");
        var script = Path.Combine(PowerShellHost.Root, (string)Manifest[operation]!["args"]![4]!);
        var arguments = string.Join(' ', Manifest[operation]!["args"]!.AsArray().Skip(5));

        var output = shell.Run($"{(input is null ? string.Empty : "$input_ | ")}& '{script}' {arguments}");

        Assert.Empty(shell.Errors);
        Assert.Equal(code, shell.Run("[int] $LASTEXITCODE").Single().BaseObject);
        string[] lines = [.. output.Select(line => (string)line.BaseObject)];
        Assert.All(lines, CheckSchema);
        return lines;
    }
}
