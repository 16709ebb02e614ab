using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>Undo-CentryChange puts webhooks back: the changed, the removed and the created.</summary>
public sealed class UndoWebhookTests : UndoTest
{
    private string[] Hooks => [.. Centry.Webhooks.All().Select(webhook => (string)webhook["_id"]!)];

    [Fact]
    public void Changed_webhook_is_as_before()
    {
        var before = State();
        Bulk($"Get-CentryWebhook | Set-CentryWebhook -AddTopic ProductDelete -RemoveTopic OrderSave -Events x -Property @{{ callback_url = 'https://otra.example/x' }} $journal");
        Assert.Empty(Shell.Errors);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Removed_webhook_is_created_again_and_its_new_id_is_told()
    {
        var (before, old) = (State(), Hooks[0]);
        Bulk($"'{old}' | Remove-CentryWebhook -Force $journal");

        var webhook = Assert.IsType<CentryWebhook>(Assert.Single(Undo("-PassThru")));

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
        Assert.Equal(Hooks[^1], webhook.Id);
        var warning = Assert.Single(Shell.Warnings);
        Assert.All([old, webhook.Id!, webhook.CallbackUrl!], text => Assert.Contains(text, warning));
        Assert.Equal(webhook.Id, Changes()[^1].Id);
    }

    [Fact]
    public void Removed_webhooks_with_one_address_are_all_created_again()
    {
        for (var i = 0; i < 3; i++)
        {
            Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://doble.example/x", ["on_order_save"] = i < 2, ["on_product_save"] = i == 2, ["on_product_delete"] = false, ["on_order_delete"] = false, ["on_integration_config_save"] = false, ["on_integration_config_delete"] = false, ["events"] = null, ["app_id"] = "59c2bd4aa8d1d10b0c00aa01", ["company_id"] = SandboxOptions.DefaultCompany });
        }

        var before = State();
        Bulk("Get-CentryWebhook -CallbackUrl 'https://doble.example/*' | Remove-CentryWebhook -Force $journal");

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(3, Writes.Length);
        Assert.Equal(before, State());
        Undo();
        Assert.Equal(3, Writes.Length);
    }

    [Fact]
    public void Webhook_that_somebody_created_again_is_not_created_twice()
    {
        var old = Centry.Webhooks.Find(Hooks[0])!;
        Bulk($"'{Hooks[0]}' | Remove-CentryWebhook -Force $journal");
        Array.ForEach(["_id", "created_at", "updated_at"], name => old.Remove(name));
        Centry.Webhooks.Add(old);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Empty(Writes);
        Assert.Contains(Shell.Warnings, warning => warning.Contains("new id"));
        Assert.Contains(Shell.Warnings, warning => warning.StartsWith("All objects are as they were before the run", StringComparison.Ordinal));
    }

    [Fact]
    public void Webhook_that_an_interrupted_undo_created_again_is_found_and_its_new_id_is_told_and_used()
    {
        var (before, old) = (State(), Hooks[0]);
        Bulk($"'{old}' | Set-CentryWebhook -AddTopic ProductDelete $journal");
        Bulk($"'{old}' | Remove-CentryWebhook -Force $journal");
        Undo();
        Cut(1);
        Centry.ClearRequests();

        Undo();
        Assert.Empty(Writes);
        Assert.Contains(Shell.Warnings, warning => warning.Contains($"new id, {Hooks[^1]}"));

        Undo("-Run " + Changes()[0].Run);
        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Several_runs_of_the_pipeline_are_undone_at_the_webhook_that_was_created_again()
    {
        var (before, old) = (State(), Hooks[0]);
        Bulk($"'{old}' | Set-CentryWebhook -AddTopic ProductDelete $journal");
        Bulk($"'{old}' | Remove-CentryWebhook -Force $journal");

        Shell.Run($"Get-CentryChange '{Results}' | Undo-CentryChange '{Results}'");

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void WhatIf_of_several_runs_is_refused()
    {
        Bulk($"'{Hooks[0]}' | Set-CentryWebhook -AddTopic ProductDelete $journal");
        Bulk($"'{Hooks[0]}' | Set-CentryWebhook -AddTopic OrderDelete $journal");

        Shell.Run($"Get-CentryChange '{Results}' | Undo-CentryChange '{Results}' -WhatIf");

        Assert.Contains("-Run", Assert.Single(Shell.Errors).ErrorDetails.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Webhook_that_somebody_created_otherwise_is_a_Conflict()
    {
        var old = Centry.Webhooks.Find(Hooks[0])!;
        Bulk($"'{Hooks[0]}' | Remove-CentryWebhook -Force $journal");
        Array.ForEach(["_id", "created_at", "updated_at"], name => old.Remove(name));
        old["on_product_delete"] = true;
        Centry.Webhooks.Add(old);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_product_delete", Shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Synchronized_webhooks_are_as_before()
    {
        var before = State();
        Bulk("@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' }, @{ callback_url = 'https://tienda2.example/centry/avisos'; topic = 'ProductDelete' } | Sync-CentryWebhook -CallbackUrl * -Prune -Confirm:$false $journal");
        Assert.Equal(4, Changes().Length);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData("on_order_save", false)]
    [InlineData("on_product_save", true)]
    public void Created_webhook_that_somebody_changed_since_stays(string attribute, bool value)
    {
        Bulk("@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } | Sync-CentryWebhook $journal");
        Change(Centry.Webhooks, Hooks[^1], attribute, value);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(attribute, Shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Created_webhook_that_is_gone_is_done()
    {
        var before = State();
        Bulk("@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } | Sync-CentryWebhook $journal");
        Shell.Run($"Remove-CentryWebhook {Hooks[^1]} -Force");
        Centry.ClearRequests();

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Empty(Writes);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Change_before_a_removal_is_undone_at_the_webhook_that_was_created_again()
    {
        var before = State();
        Bulk($"'{Hooks[0]}' | Set-CentryWebhook -Events x $journal");
        Bulk($"'{Hooks[0]}' | Remove-CentryWebhook -Force $journal");
        var runs = Changes().Select(change => change.Run).ToArray();

        Undo($"-Run {runs[1]}");
        Undo($"-Run {runs[0]}");

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }
}
