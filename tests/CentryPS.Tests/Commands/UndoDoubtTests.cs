using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>
/// A change whose outcome is missing from the journal or Unknown is checked at Centry, and undone if it was applied.
/// </summary>
public sealed class UndoDoubtTests : UndoTest
{
    private const string Sync = "@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } | Sync-CentryWebhook $journal";

    [Theory]
    [InlineData(FaultKind.DropAfter, true)]
    [InlineData(FaultKind.DropBefore, false)]
    public void Unknown_change_is_undone_if_it_was_applied(FaultKind fault, bool wasApplied)
    {
        var before = State();
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = fault, Method = "PUT" });
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(CentryChangeOutcome.Unknown, Assert.Single(Changes()).Outcome);
        Assert.Equal(wasApplied, before != State());

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(wasApplied ? 1 : 0, Writes.Length);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Change_left_without_an_outcome_by_a_kill_is_undone_if_it_was_applied(bool wasApplied)
    {
        var before = State();
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x -ThrottleLimit 1 $journal");
        Cut(1);
        Change(Centry.Orders, Ids[1], "status_origin", wasApplied ? "x" : null);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(wasApplied ? 2 : 1, Writes.Length);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Started_change_overwritten_by_others_is_a_Conflict()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Cut(1);
        Change(Centry.Orders, Ids[0], "status_origin", "colega");

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Either_of_two_changes_in_doubt_is_undone()
    {
        var before = State();
        Bulk($"'uno', 'dos' | ForEach-Object {{ [pscustomobject]@{{ _id = '{Ids[0]}'; status_origin = $_ }} }} | Set-CentryOrder -ThrottleLimit 1 $journal");
        Cut(1);
        Change(Centry.Orders, Ids[0], "status_origin", "uno");

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Started_removal_is_undone_if_it_was_applied(bool wasApplied)
    {
        var before = State();
        var webhook = Centry.Webhooks.All()[0];
        Bulk($"'{webhook["_id"]}' | Remove-CentryWebhook -Force $journal");
        Cut(1);
        _ = wasApplied ? null : Centry.Webhooks.Add(webhook);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(wasApplied ? 1 : 0, Writes.Length);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Started_creation_is_undone_if_it_was_applied(bool wasApplied)
    {
        var before = State();
        Bulk(Sync);
        Cut(1);
        Shell.Run(wasApplied ? "" : "Get-CentryWebhook -CallbackUrl 'https://nueva.example/*' | Remove-CentryWebhook -Force");
        Centry.ClearRequests();

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(wasApplied ? 1 : 0, Writes.Length);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Started_creation_with_two_candidates_is_a_Conflict_that_names_both()
    {
        Bulk(Sync);
        Cut(1);
        var webhook = Centry.Webhooks.All()[^1];
        var second = (JsonObject)webhook.DeepClone();
        Array.ForEach(["_id", "created_at", "updated_at"], name => second.Remove(name));
        second = Centry.Webhooks.Add(second);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.All([webhook, second], candidate => Assert.Contains((string)candidate["_id"]!, Shell.Error.Exception.Message));
        Assert.Empty(Writes);
    }

    [Fact]
    public void Webhook_with_the_same_URL_created_before_the_run_is_a_Conflict_and_kept()
    {
        Bulk(Sync);
        Cut(1);
        var webhook = Centry.Webhooks.All()[^1];
        Shell.Run($"Remove-CentryWebhook {webhook["_id"]} -Force");
        webhook.Remove("_id");
        webhook["created_at"] = "2020-01-01T00:00:00.000Z";
        Centry.Webhooks.Add(webhook);
        Centry.ClearRequests();

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Creation_repeated_by_the_resumed_run_is_undone_once()
    {
        var before = State();
        Bulk(Sync);
        Cut(1);
        Shell.Run("Get-CentryWebhook -CallbackUrl 'https://nueva.example/*' | Remove-CentryWebhook -Force");
        Bulk(Sync + " -Resume");

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Single(Writes);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Interrupted_undo_can_be_run_again()
    {
        var before = State();
        Bulk($"'{Ids[0]}', '{Ids[1]}', '{Ids[2]}' | Set-CentryOrder -StatusOrigin x -ThrottleLimit 1 $journal");
        Undo("-ThrottleLimit 1");
        Cut(3);
        Change(Centry.Orders, Ids[0], "status_origin", "x");
        Centry.ClearRequests();

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
        Assert.Single(Writes);
    }

    [Fact]
    public void Lost_response_to_an_undo_is_reported_and_settled_by_running_it_again()
    {
        var before = State();
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = FaultKind.DropAfter, Method = "PUT" });

        Undo();

        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(CentryChangeOutcome.Unknown, Changes()[^1].Outcome);
        Undo();
        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }
}
