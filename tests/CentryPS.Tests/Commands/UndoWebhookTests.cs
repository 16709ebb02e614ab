using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>Undo-CentryChange restores changed and removed webhooks and removes created ones.</summary>
public sealed class UndoWebhookTests : UndoTest
{
    private string[] Hooks => [.. Centry.Webhooks.All().Select(webhook => (string)webhook["_id"]!)];

    [Fact]
    public void Changed_webhook_is_restored()
    {
        var before = State();
        Bulk($"Get-CentryWebhook | Set-CentryWebhook -AddTopic ProductDelete -RemoveTopic OrderSave -Events x -Property @{{ callback_url = 'https://otra.example/x' }} $journal");
        Assert.Empty(Shell.Errors);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Removed_webhook_is_recreated_and_its_new_id_is_reported()
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
    public void Removed_webhooks_with_the_same_URL_are_all_recreated()
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
    public void Webhook_recreated_by_others_is_not_created_again()
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
    public void Webhook_recreated_by_an_interrupted_undo_is_found_and_its_new_id_is_reported_and_used()
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
    public void Several_piped_runs_are_undone_on_the_recreated_webhook()
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
    public void Webhook_recreated_by_others_with_other_topics_is_a_Conflict()
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
    public void Synchronized_webhooks_are_restored()
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
    public void Created_webhook_changed_by_others_is_kept(string attribute, bool value)
    {
        Bulk("@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } | Sync-CentryWebhook $journal");
        Change(Centry.Webhooks, Hooks[^1], attribute, value);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(attribute, Shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Created_webhook_that_no_longer_exists_counts_as_undone()
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
    public void Change_before_a_removal_is_undone_on_the_recreated_webhook()
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
