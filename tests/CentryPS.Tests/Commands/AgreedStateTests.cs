using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Tests.Commands;

/// <summary>
/// A confirmed change is made only if the object is still in the state that the confirmation prompt showed.
/// </summary>
public sealed class AgreedStateTests : SandboxTest
{
    private readonly AnsweringHost _host = new("Y");

    private string Order => (string)Centry.Orders.All()[0]["_id"]!;

    private string Webhook => (string)Centry.Webhooks.All()[0]["_id"]!;

    private IEnumerable<string> Writes => Centry.Requests.Where(request => request.Method != "GET").Select(request => request.Method);

    [Theory]
    [InlineData("Set-CentryOrder {0} -BuyerDni 9 -OnlyChanged -Confirm")]
    [InlineData("Get-CentryOrder {0} | Set-CentryOrder -BuyerDni 9 -Confirm")]
    [InlineData("Get-CentryOrder {0} | ConvertTo-CentryOrderRow | ForEach-Object {{ $_.buyer_dni = '9'; $_ }} | Set-CentryOrder -MatchBy NumberOrigin -OnlyChanged -Confirm")]
    public void Order_changed_during_the_confirmation_prompt_is_a_Conflict(string command)
    {
        using var shell = new PowerShellHost(Centry, _host);
        _host.Asked = () => Change(Centry.Orders, Order, "buyer_dni", "colega");
        Centry.ClearRequests();

        var output = shell.Run(command.Replace("{0}", Order).Replace("{{", "{").Replace("}}", "}"));

        Assert.Empty(output);
        Assert.StartsWith("Conflict,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("colega", shell.Error.Exception.Message);
        Assert.Contains("shown", shell.Error.Exception.Message);
        Assert.Empty(Writes);
        Assert.Single(_host.Questions);
    }

    [Fact]
    public void Confirmed_change_is_applied_when_only_another_attribute_changed_meanwhile()
    {
        using var shell = new PowerShellHost(Centry, _host);
        _host.Asked = () => Change(Centry.Orders, Order, "buyer_phone", "colega");

        shell.Run($"Set-CentryOrder {Order} -BuyerDni 9 -OnlyChanged -Confirm");

        Assert.Empty(shell.Errors);
        Assert.Equal(("9", "colega"), ((string?)Centry.Orders.Find(Order)!["buyer_dni"], (string?)Centry.Orders.Find(Order)!["buyer_phone"]));
    }

    [Theory]
    [InlineData("Get-CentryWebhook {0} | Remove-CentryWebhook")]
    [InlineData("Get-CentryWebhook {0} | Set-CentryWebhook -AddTopic OrderDelete -Confirm")]
    [InlineData("Sync-CentryWebhook @() -CallbackUrl 'https://tienda1.example/*' -Prune -AllowEmpty")]
    [InlineData("@{{ CallbackUrl = 'https://tienda1.example/centry/avisos'; Topic = 'IntegrationConfigSave' }} | Sync-CentryWebhook -Confirm")]
    public void Webhook_changed_during_the_confirmation_prompt_is_a_Conflict(string command)
    {
        using var shell = new PowerShellHost(Centry, _host);
        _host.Asked = () => Change(Centry.Webhooks, Webhook, "callback_url", "https://otra.example/");
        Centry.ClearRequests();

        shell.Run(command.Replace("{0}", Webhook).Replace("{{", "{").Replace("}}", "}"));

        Assert.StartsWith("Conflict,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("https://otra.example/", shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Sync-CentryWebhook @() -CallbackUrl 'https://tienda1.example/*' -Prune -AllowEmpty -Confirm:$false")]
    [InlineData("@{ CallbackUrl = 'https://tienda1.example/centry/avisos'; Topic = 'IntegrationConfigSave' } | Sync-CentryWebhook")]
    public void Webhook_changed_after_the_list_was_read_is_a_Conflict(string command)
    {
        var id = Webhook;
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.Contains($"/webhooks/{id}.json"))
            {
                Change(Centry.Webhooks, id, "on_product_delete", value: true);
            }

            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        SignIn(through: server);

        Shell.Run(command);

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_product_delete: false -> true", Shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("callback_url", "https://otra.example/")]
    [InlineData("on_order_save", "false")]
    public void Duplicate_is_kept_when_its_original_changes_during_the_confirmation_prompt(
        string attribute, string value)
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://nueva.example/", ["on_order_save"] = true });
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://nueva.example/", ["on_order_save"] = true });
        var kept = (string)Centry.Webhooks.All()[^2]["_id"]!;
        using var shell = new PowerShellHost(Centry, _host);
        _host.Asked = () => Change(Centry.Webhooks, kept, attribute, value == "false" ? false : value);
        Centry.ClearRequests();

        shell.Run("@{ CallbackUrl = 'https://nueva.example/'; Topic = 'OrderSave' } | Sync-CentryWebhook -CallbackUrl 'https://nueva.example/*' -Prune");

        Assert.StartsWith("Conflict,", shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Order_whose_MatchBy_value_changed_is_a_Conflict()
    {
        using var shell = new PowerShellHost(Centry, _host);
        var number = (string)Centry.Orders.All()[0]["number_origin"]!;
        _host.Asked = () => Change(Centry.Orders, Order, "number_origin", "X-1");
        Centry.ClearRequests();

        shell.Run($"[pscustomobject] @{{ number_origin = '{number}'; buyer_dni = '9' }} | Set-CentryOrder -MatchBy NumberOrigin -OnlyChanged -Confirm");

        Assert.StartsWith("Conflict,", shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("buyer_dni", "\"9\"")]
    [InlineData("address_shipping", "{\"line1\":\"Calle 1\",\"city\":\"otra\"}")]
    public void Change_unrelated_to_the_confirmation_prompt_is_not_a_Conflict(string attribute, string value)
    {
        using var shell = new PowerShellHost(Centry, _host);
        Change(Centry.Orders, Order, "address_shipping", JsonNode.Parse("""{"line1":"Calle 1","city":"una"}"""));
        _host.Asked = () => Change(Centry.Orders, Order, attribute, JsonNode.Parse(value));

        shell.Run($"Get-CentryOrder {Order} | Set-CentryOrder -BuyerDni 9 -AddressShipping @{{ line1 = 'Calle 2' }} -Confirm");

        Assert.Empty(shell.Errors);
    }

    [Fact]
    public void Webhook_created_by_others_during_the_confirmation_prompt_is_not_created_again()
    {
        using var shell = new PowerShellHost(Centry, _host);
        _host.Asked = () => Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://nueva.example/" });

        shell.Run("@{ CallbackUrl = 'https://nueva.example'; Topic = 'OrderSave' } | Sync-CentryWebhook -Confirm");

        Assert.StartsWith("Conflict,", shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Set-CentryOrder {0} -BuyerDni 9 -OnlyChanged -Confirm", "GET GET PUT")]
    [InlineData("Set-CentryOrder {0} -BuyerDni 9 -OnlyChanged", "GET PUT")]
    [InlineData("Set-CentryOrder {0} -BuyerDni 9 -Confirm", "PUT")]
    [InlineData("$order | Set-CentryOrder -BuyerDni 9 -Confirm", "GET PUT")]
    [InlineData("$order | Set-CentryOrder -BuyerDni 9", "PUT")]
    [InlineData("$webhook | Remove-CentryWebhook", "GET DELETE")]
    [InlineData("$webhook | Remove-CentryWebhook -Force", "DELETE")]
    [InlineData("Remove-CentryWebhook $webhook.Id", "DELETE")]
    [InlineData("Sync-CentryWebhook @() -CallbackUrl 'https://tienda1.example/*' -Prune -AllowEmpty", "GET GET GET DELETE GET")]
    [InlineData("@{ CallbackUrl = 'https://tienda1.example/centry/avisos'; Topic = 'IntegrationConfigSave' } | Sync-CentryWebhook", "GET GET GET PUT")]
    public void Recheck_after_confirmation_costs_one_call_per_shown_object(string command, string calls)
    {
        using var shell = new PowerShellHost(Centry, _host);
        shell.Run($"$order = Get-CentryOrder {Order}; $webhook = Get-CentryWebhook {Webhook}");
        Centry.ClearRequests();

        shell.Run(command.Replace("{0}", Order));

        Assert.Empty(shell.Errors);
        Assert.Equal(calls, string.Join(' ', Centry.Requests.Select(request => request.Method)));
    }

    private static void Change(ObjectStore store, string id, string attribute, JsonNode? value)
    {
        var item = store.Find(id)!;
        item[attribute] = value;
        store.Add(item);
    }
}
