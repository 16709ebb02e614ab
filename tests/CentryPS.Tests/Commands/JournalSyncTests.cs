namespace CentryPS.Tests.Commands;

/// <summary>Sync-CentryWebhook records in its journal each webhook that it creates, updates or removes.</summary>
public sealed class JournalSyncTests : JournalTest
{
    private const string Desired = "@{ callback_url = 'https://a.tienda.example/x'; topic = 'OrderSave' }";

    [Fact]
    public void Journal_has_the_webhooks_that_Sync_changed_and_no_others()
    {
        var kept = (string)Centry.Webhooks.All()[0]["callback_url"]!;
        Shell.Run($"$kept = Get-CentryWebhook -First 1; $kept, {Desired} | Sync-CentryWebhook -CallbackUrl * -Prune -Confirm:$false -ResultPath '{Results}'");

        Assert.Empty(Shell.Errors);
        Assert.DoesNotContain(kept, File.ReadAllText(Results));
        Assert.Equal(
            ["https://a.tienda.example/x Started", "https://a.tienda.example/x Applied"],
            Lines().Take(2).Select(line => $"{line["id"]} {line["outcome"]}"));
        Assert.Equal(2, Lines().Skip(2).Count(line => line["outcome"] == "Applied"));
        Assert.All(Lines(), line => Assert.Equal("Sync-CentryWebhook", line["command"]));
    }

    [Fact]
    public void Resumed_Sync_compares_with_Centry_again_and_keeps_the_run_id()
    {
        Shell.Run($"{Desired} | Sync-CentryWebhook -ResultPath '{Results}'; Get-CentryWebhook -CallbackUrl 'https://a.tienda.example/*' | Remove-CentryWebhook -Force");

        var output = Shell.Run($"{Desired} | Sync-CentryWebhook -ResultPath '{Results}' -Resume");

        Assert.Equal(CentryWebhookAction.Create, ((CentryWebhookDifference)Assert.Single(output).BaseObject).Action);
        Assert.Equal(["Started", "Applied", "Started", "Applied"], Lines().Select(line => line["outcome"]));
        Assert.Single(Lines().Select(line => line["run"]).Distinct());
    }

    [Fact]
    public void Sync_with_WhatIf_writes_no_journal()
    {
        Shell.Run($"{Desired} | Sync-CentryWebhook -WhatIf -ResultPath '{Results}'");

        Assert.False(File.Exists(Results));
    }
}
