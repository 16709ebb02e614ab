using System.Text.Json.Nodes;

namespace CentryPS.Tests.Module;

/// <summary>The operations of the DSC resource <c>CentryPS/Webhook</c>, as its manifest declares them.</summary>
public sealed class DscResourceTests : SandboxTest
{
    private const string Url = "https://tienda.example/añil";

    private static readonly JsonObject Manifest = Read(File.ReadAllText(Path.Combine(PowerShellHost.Root, "CentryPS.Webhook.dsc.resource.json")));

    private readonly AnsweringHost _host = new(string.Empty);

    [Fact]
    public void Instance_is_created_tested_changed_and_removed()
    {
        Assert.Equal(State(exist: false), One("get", Desired()));
        Assert.Equal(State(exist: false, isDesired: false), One("test", Desired("OrderSave")));

        var created = One("set", Desired("OrderSave"));
        var id = (string?)Centry.Webhooks.All()[^1]["_id"];
        Assert.Equal(State(id: id, topics: ["OrderSave"]), created);
        Assert.Equal(State(id: id, topics: ["OrderSave"]), One("get", Desired()));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: true), One("test", Desired("OrderSave")));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: true), One("test", Desired()));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: false), One("test", Desired([])));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: false), One("test", Desired(exist: false)));

        Assert.Equal(State(id: id, topics: []), One("set", Desired([])));
        Assert.Equal(State(id: id, topics: []), One("set", Desired()));
        Assert.Equal(State(exist: false), One("set", Desired(exist: false)));
        Assert.Equal(State(exist: false, isDesired: true), One("test", Desired(exist: false)));
        Assert.Equal(3, Centry.Webhooks.Count);
    }

    [Fact]
    public void Second_set_writes_nothing()
    {
        One("set", Desired("OrderSave"));
        Centry.ClearRequests();

        One("set", Desired("OrderSave"));

        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void WhatIf_returns_the_state_after_set_and_writes_nothing()
    {
        Assert.Equal(State(topics: ["OrderSave"]), One("set", Desired("OrderSave"), whatIf: true));
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        var id = (string?)Centry.Webhooks.All()[^1]["_id"];
        Assert.Equal(State(id: id, topics: ["OrderSave"]), One("set", Desired("OrderSave"), whatIf: true));
        Assert.Equal(State(exist: false), One("set", Desired(exist: false), whatIf: true));

        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
        Assert.Equal(4, Centry.Webhooks.Count);
    }

    [Fact]
    public void Export_writes_one_line_per_instance_and_reports_duplicates()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://tienda1.example:443/centry/avisos" });

        var lines = Call("export", input: null);

        Assert.Equal(
            [
                """{"callbackUrl":"https://tienda1.example/centry/avisos","topic":["ProductSave","OrderSave"]}""",
                """{"callbackUrl":"https://tienda2.example/centry/avisos","topic":[]}""",
                """{"callbackUrl":"https://tienda3.example/centry/avisos","topic":["ProductSave"]}""",
            ],
            lines);
        Assert.Contains("duplicate", (string?)Read(Assert.Single(_host.Errors))["warn"]);
    }

    [Fact]
    public void Absent_instance_removes_every_webhook_with_its_callback_URL()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });

        One("set", Desired(exist: false));

        Assert.Equal(3, Centry.Webhooks.Count);
    }

    [Theory]
    [InlineData("", "standard input is empty")]
    [InlineData("  ", "standard input is empty")]
    [InlineData("nada", "line 1, byte 2")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":["Ord""", "line 1")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("{}", "callbackUrl")]
    [InlineData("""{"callbackUrl":" "}""", "callbackUrl")]
    [InlineData("""{"callbackUrl":"tienda.example"}""", "tienda.example")]
    [InlineData("""{"callbackUrl":7}""", "callbackUrl is not valid: it must be a text")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo"}""", "topic is needed")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":"OrderSave"}""", "topic is not valid: it must be a list")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":null}""", "topic is not valid: it must be a list")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":["OrderSav"]}""", "\"OrderSav\" is not a topic")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":[2]}""", "2 is not a topic")]
    [InlineData("""{"callbackUrl":"https://tienda1.example/centry/avisos","_exist":"false"}""", "_exist is not valid: it must be true or false")]
    [InlineData("""{"callbackUrl":"https://tienda1.example/centry/avisos","_exist":0}""", "_exist is not valid: it must be true or false")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topics":["OrderSave"]}""", "topics is not a property")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","Topic":["OrderSave"]}""", "Topic is not a property")]
    [InlineData("""{"callbackUrl":"https://tienda.example/nuevo","topic":["OrderSave"],"topic":[]}""", "topic is given more than once")]
    public void Invalid_input_is_a_JSON_line_on_the_error_stream(string input, string named)
    {
        var lines = Call("set", input, code: 2);

        Assert.Empty(lines);
        var error = (string?)Read(Assert.Single(_host.Errors))["error"];
        Assert.Contains(named, error);
        Assert.DoesNotContain("Exception", error);
        Assert.DoesNotContain("CSV", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("")]
    public void Unknown_operation_is_a_JSON_line_on_the_error_stream(string operation)
    {
        using var shell = new PowerShellHost(centry: null, _host);
        Assert.Empty(shell.Run($"& '{Path.Combine(PowerShellHost.Root, (string)Manifest["get"]!["args"]![4]!)}' {operation}"));

        Assert.Empty(shell.Errors);
        Assert.Equal(2, shell.Run("[int] $LASTEXITCODE").Single().BaseObject);
        Assert.Contains("get, test, set and export", (string?)Read(Assert.Single(_host.Errors))["error"]);
    }

    [Theory]
    [InlineData(401, 3)]
    [InlineData(403, 3)]
    [InlineData(404, 1)]
    public void Exit_code_tells_the_kind_of_failure(int status, int code)
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status });

        Assert.Empty(Call("get", Desired(), code: code));
        Assert.Contains($"{status}", (string?)Read(Assert.Single(_host.Errors))["error"]);
        Assert.True(Manifest["exitCodes"]!.AsObject().ContainsKey($"{code}"));
    }

    [Fact]
    public void Webhook_that_Centry_does_not_remove_is_never_reported_as_removed()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        Centry.Faults.Add(new Fault { Kind = FaultKind.KeepDeleted });
        Assert.Empty(Call("set", Desired(exist: false), code: 1));
    }

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Desired(params string[] topics) => new JsonObject { ["callbackUrl"] = Url, ["topic"] = topics is [] ? new JsonArray() : [.. topics.Select(topic => (JsonNode)topic)] }.ToJsonString();

    private static string Desired() => new JsonObject { ["callbackUrl"] = Url }.ToJsonString();

    private static string Desired(bool exist) => new JsonObject { ["callbackUrl"] = Url, ["_exist"] = exist }.ToJsonString();

    private static string State(string? id = null, string[]? topics = null, bool exist = true, bool? isDesired = null)
    {
        var state = new JsonObject { ["callbackUrl"] = Url };
        _ = topics is null ? null : state["topic"] = new JsonArray([.. topics.Select(topic => (JsonNode)topic)]);
        _ = id is null ? null : state["id"] = id;
        state["_exist"] = exist;
        _ = isDesired is null ? null : state["_inDesiredState"] = isDesired;
        return state.ToJsonString();
    }

    // As dsc does with all that it is given.
    private static void CheckSchema(string line)
    {
        var schema = Manifest["schema"]!["embedded"]!;
        var names = Read(line).Select(property => property.Key).ToArray();
        Assert.Empty(names.Except(schema["properties"]!.AsObject().Select(property => property.Key)));
        Assert.Empty(schema["required"]!.AsArray().Select(name => (string)name!).Except(names));
    }

    private string One(string operation, string input, bool whatIf = false) => Assert.Single(Call(operation, input, whatIf));

    private string[] Call(string operation, string? input, bool whatIf = false, int code = 0)
    {
        using var shell = new PowerShellHost(centry: null, _host);
        shell.Set("input_", input);
        shell.Run($"$PSDefaultParameterValues = @{{ 'Connect-Centry:BaseUri' = '{Centry.BaseUri}'; 'Connect-Centry:AccessToken' = '{Centry.AccessToken}' }}");
        var script = Path.Combine(PowerShellHost.Root, (string)Manifest[operation]!["args"]![4]!);
        var switches = whatIf ? (string)Manifest[operation]!["args"]![6]!["whatIfArg"]! : string.Empty;

        var output = shell.Run($"{(input is null ? string.Empty : "$input_ | ")}& '{script}' {operation} {switches}");

        Assert.Empty(shell.Errors);
        Assert.Equal(code, shell.Run("[int] $LASTEXITCODE").Single().BaseObject);
        string[] lines = [.. output.Select(line => (string)line.BaseObject)];
        Assert.All(lines, CheckSchema);
        return lines;
    }
}
