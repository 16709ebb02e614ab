namespace CentryPS.Tests.Module;

/// <summary>The DSC resource <c>CentryPS/Webhook</c> reports invalid input and failures as DSC expects.</summary>
public sealed class DscRefusalTests : DscTest
{
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
    public void Invalid_input_is_a_JSON_line_on_the_error_stream(string input, string expected)
    {
        var lines = Call("set", input, code: 2);

        Assert.Empty(lines);
        var error = (string?)Read(Assert.Single(Traces))["error"];
        Assert.Contains(expected, error);
        Assert.DoesNotContain("Exception", error);
        Assert.DoesNotContain("CSV", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("#1|whole list|the row|Compare-", error);
        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("")]
    public void Unknown_operation_is_a_JSON_line_on_the_error_stream(string operation)
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(centry: null, host);
        Assert.Empty(shell.Run($"& '{Path.Combine(PowerShellHost.Root, (string)Manifest["get"]!["args"]![4]!)}' {operation}"));

        Assert.Empty(shell.Errors);
        Assert.Equal(2, shell.Run("[int] $LASTEXITCODE").Single().BaseObject);
        Assert.Contains("get, test, set and export", (string?)Read(Assert.Single(host.Errors))["error"]);
    }

    [Theory]
    [InlineData(401, 3)]
    [InlineData(403, 3)]
    [InlineData(404, 1)]
    public void Exit_code_indicates_the_kind_of_failure(int status, int code)
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status });

        Assert.Empty(Call("get", Desired(), code: code));
        Assert.Contains($"{status}", (string?)Read(Assert.Single(Traces))["error"]);
        Assert.True(Manifest["exitCodes"]!.AsObject().ContainsKey($"{code}"));
    }
}
