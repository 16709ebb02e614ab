using System.Text.Json;

namespace CentryPS.Tests.Http;

/// <summary>Error messages show text from the server truncated, escaped and with its JSON path.</summary>
public sealed class ServerTextTests
{
    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";

    [Fact]
    public void Server_text_of_megabytes_is_truncated()
    {
        var message = MessageOfRefusal(new string('x', 5_000_000));

        Assert.InRange(message.Length, 100, 1500);
        Assert.Contains("...", message);
    }

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("bell\a")]
    [InlineData("left \u202e right")]
    [InlineData("over\rwritten")]
    [InlineData("two\nlines")]
    public void Server_text_with_control_characters_is_escaped(string text)
    {
        var message = MessageOfRefusal(text);

        Assert.DoesNotContain(message, character => char.IsControl(character) || character == '\u202e');
        Assert.Contains(text.Split('\u001b', '\a', '\u202e', '\r', '\n')[^1].Trim(), message);
    }

    [Theory]
    [InlineData("[{\"_id\":\"a\"},{\"_id\":\"b\",\"total_amount\":\"much\"}]", "$[1].total_amount: \"much\"")]
    [InlineData("[{\"_id\":\"a\",\"items\":[{\"quantity\":{}}]}]", "$[0].items[0].quantity: {}")]
    [InlineData("[{\"_id\":\"a\",\"created_at\":\"12.5\"}]", "$[0].created_at: \"12.5\"")]
    [InlineData("[{\"_id\":\"a\",\"billable\":\"perhaps\"}]", "$[0].billable: \"perhaps\"")]
    public void Unreadable_list_is_an_error_with_the_path_and_the_value(string body, string place)
    {
        using var server = new RawServer(RawServer.Json(body));
        using var shell = new PowerShellHost();
        shell.Connect(server.BaseUri, "a-token-of-the-test");

        shell.Run("Get-CentryOrder");

        Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains(place, shell.Error.Exception.Message);
        Assert.Contains("/conexion/v1/orders.json", shell.Error.Exception.Message);
    }

    [Fact]
    public void Blank_value_of_another_type_is_not_quoted_in_the_error()
    {
        using var server = new RawServer(RawServer.Json("{\"_id\":\"59c2bd4aa8d1d10b0c9c3f11\",\"billable\":\"\",\"on_order_save\":\"\"}"));
        using var shell = new PowerShellHost();
        shell.Connect(server.BaseUri, "a-token-of-the-test");

        Assert.Null(shell.One<CentryOrder>($"Get-CentryOrder -Id {Id}").Billable);
        shell.Run($"Get-CentryWebhook -Id {Id}");
        Assert.Contains("$.on_order_save", shell.Error.Exception.Message);
    }

    private static string MessageOfRefusal(string text)
    {
        using var server = new RawServer(RawServer.Json(JsonSerializer.Serialize(new { error = text }), "422 Unprocessable Content"));
        using var shell = new PowerShellHost();
        shell.Connect(server.BaseUri, "a-token-of-the-test");

        shell.Run($"Get-CentryOrder -Id {Id}");

        Assert.StartsWith("InvalidRequest,", shell.Error.FullyQualifiedErrorId);
        return shell.Error.ErrorDetails.Message;
    }
}
