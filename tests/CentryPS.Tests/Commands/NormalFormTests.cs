using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>A server may keep addresses in a form of its own, or answer a creation with a webhook that was there.</summary>
public sealed class NormalFormTests : IDisposable
{
    private readonly PowerShellHost _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("https://tienda.example", "https://tienda.example/")]
    [InlineData("https://xn--and-6ma2c.example/a", "https://ñandú.example/a")]
    public void Sync_tells_the_form_that_Centry_keeps_and_its_second_run_writes_nothing(string asked, string kept)
    {
        using var server = new WebhookServer { Form = _ => kept };
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));
        var command = $"@{{ callback_url = '{asked}'; Topic = 'OrderSave' }} | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false";

        Assert.Equal($"Centry keeps {kept} for {asked}", Step(_shell.Run(command)).Reason);

        var second = Step(_shell.Run(command));
        Assert.Equal((CentryWebhookAction.None, kept, null), (second.Action, second.CallbackUrl, second.Reason));
        Assert.Equal((1, 0), (server.Creations, server.Removals));
    }

    [Fact]
    public void Sync_never_removes_a_webhook_that_a_creation_of_the_same_run_gave()
    {
        var there = """{"_id":"000000000000000000000001","callback_url":"https://tienda.example/","on_order_save":true}""";
        using var server = new WebhookServer(RawServer.Json(there));
        server.Add("https://vieja.example/");
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));

        _shell.Run("@{ callback_url = 'https://tienda.example/'; Topic = 'OrderSave' } | Sync-CentryWebhook -CallbackUrl '*' -Prune -Confirm:$false");

        Assert.Equal((1, 0), (server.Creations, server.Removals));
    }

    [Fact]
    public void New_warns_of_the_form_that_Centry_keeps()
    {
        using var server = new WebhookServer { Form = uri => uri + "/" };
        _shell.Use(Client.Sessions(server.BaseUri).WithAccessToken(Wire.Token));

        _shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example -Topic OrderSave");

        Assert.Equal("Centry keeps https://tienda.example/ for https://tienda.example", Assert.Single(_shell.Warnings));
    }

    private static CentryWebhookDifference Step(IEnumerable<PSObject> output) => Assert.IsType<CentryWebhookDifference>(Assert.Single(output).BaseObject);
}
