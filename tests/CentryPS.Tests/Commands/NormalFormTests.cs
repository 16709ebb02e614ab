using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>A server may store URLs in a normalized form, or respond to a creation with an existing webhook.</summary>
public sealed class NormalFormTests : IDisposable
{
    private readonly PowerShellHost _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("https://tienda.example", "https://tienda.example/")]
    [InlineData("https://xn--and-6ma2c.example/a", "https://ñandú.example/a")]
    public void Sync_reports_the_stored_form_of_a_URL_and_its_second_run_writes_nothing(string asked, string kept)
    {
        using var server = new WebhookServer { Normalize = _ => kept };
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));
        var command = $"@{{ callback_url = '{asked}'; Topic = 'OrderSave' }} | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false";

        Assert.Equal($"Centry stored {kept} instead of {asked}", Step(_shell.Run(command)).Reason);

        var second = Step(_shell.Run(command));
        Assert.Equal((CentryWebhookAction.None, kept, null), (second.Action, second.CallbackUrl, second.Reason));
        Assert.Equal((1, 0), (server.Creations, server.Removals));
    }

    [Theory]
    [InlineData("https://tienda.example/avisos", "https://tienda.example/avisos/")]
    [InlineData("https://tienda.example/Avisos", "https://tienda.example/avisos")]
    [InlineData("https://tienda.example/avisos", "https://tienda.example/avisos?v=1")]
    public async Task Sync_leaves_one_webhook_when_Centry_normalizes_the_path(string asked, string kept)
    {
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { WebhookCount = 0 }, TestContext.Current.CancellationToken);
        using var server = new RawServer(async (request, stream, stop) =>
        {
            var length = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Length;
            var stored = !request.Contains($"\"{asked}\"") ? request : request.Replace($"\"{asked}\"", $"\"{kept}\"").Replace($"Content-Length: {length}", $"Content-Length: {length + kept.Length - asked.Length}");
            await stream.WriteAsync(await centry.AnswerAsync(stored, stop), stop);
        });
        _shell.Connect(server.BaseUri, centry.AccessToken);
        var command = $"@{{ callback_url = '{asked}'; Topic = 'OrderSave' }} | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false";

        var first = Step(_shell.Run(command));
        var steps = _shell.Run(command);
        Assert.Empty(_shell.Errors);
        var second = (CentryWebhookDifference)steps[0].BaseObject;

        Assert.Equal(($"Centry stored {kept} instead of {asked}", first.Reason), (first.Reason, second.Reason));
        Assert.Equal((CentryWebhookAction.Create, CentryWebhookAction.None, first.Id), (first.Action, second.Action, second.Id));
        Assert.Equal(kept, (string?)Assert.Single(centry.Webhooks.All())["callback_url"]);
    }

    [Fact]
    public void Sync_never_removes_a_webhook_returned_by_a_creation_of_the_same_run()
    {
        var there = """{"_id":"000000000000000000000001","callback_url":"https://tienda.example/","on_order_save":true}""";
        using var server = new WebhookServer(RawServer.Json(there));
        server.Add("https://vieja.example/");
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));

        _shell.Run("@{ callback_url = 'https://tienda.example/'; Topic = 'OrderSave' } | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false");

        Assert.Equal((1, 0), (server.Creations, server.Removals));
    }

    [Fact]
    public void New_warns_when_Centry_stores_another_form_of_the_URL()
    {
        using var server = new WebhookServer { Normalize = uri => uri + "/" };
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));

        _shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example -Topic OrderSave");

        Assert.Equal("Centry stored https://tienda.example/ instead of https://tienda.example", Assert.Single(_shell.Warnings));
    }

    private static CentryWebhookDifference Step(IEnumerable<PSObject> output) => Assert.IsType<CentryWebhookDifference>(Assert.Single(output).BaseObject);
}
