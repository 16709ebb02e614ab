using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>With -Undoable, a journal records the old and new values of the changed attributes and no others.</summary>
public sealed class UndoableTests : UndoTest
{
    [Fact]
    public void Resumed_run_records_values_like_the_interrupted_run()
    {
        var before = State();
        Bulk($"Set-CentryOrder {Ids[0]} -BuyerDni 1 $journal");

        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -BuyerDni 1 -ResultPath '{Results}' -Resume");
        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Journal_records_the_old_and_new_values_of_changed_attributes()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -Property @{{ status_origin = 'x'; buyer_phone = '+56 2 2345 6789'; buyer_email = $null; total_amount = 5 }} $journal");

        Assert.Empty(Shell.Errors);
        var old = JsonNode.Parse(Kept()[0].Split("} ")[0] + "}")!;
        Assert.Equal(["buyer_email", "status_origin", "total_amount"], old.AsObject().Select(pair => pair.Key).Order());
        Assert.Null(old["status_origin"]);
        Assert.Equal("12990.50", old["total_amount"]!.ToJsonString());
        var change = Assert.Single(Changes());
        Assert.Equal("x", change.New!["status_origin"]);
        Assert.Null(change.New["buyer_email"]);
        Assert.Equal("comprador0@correo.example", change.Old!["buyer_email"]);
    }

    [Fact]
    public void Journal_records_only_the_changed_parts_of_an_address()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -AddressShipping ([ordered] @{{ line2 = 'Casa'; country = 'Chile'; city = 'Arica' }}) $journal");

        Assert.Equal("""{"address_shipping.line2":null,"address_shipping.city":"Santiago"} {"address_shipping.line2":"Casa","address_shipping.city":"Arica"}""", Assert.Single(Kept()));
    }

    [Fact]
    public void Journal_records_a_new_address_completely()
    {
        Change(Centry.Orders, Ids[0], "address_shipping", null);

        Bulk($"'{Ids[0]}' | Set-CentryOrder -AddressShipping @{{ city = 'Arica' }} $journal");

        Assert.Equal("""{"address_shipping":null} {"address_shipping":{"city":"Arica"}}""", Assert.Single(Kept()));
    }

    [Fact]
    public void Journal_records_the_id_of_an_order_found_by_MatchBy()
    {
        Bulk("[pscustomobject]@{ number_origin = 'N-1001'; status_origin = 'x' } | Set-CentryOrder -MatchBy NumberOrigin $journal");

        Assert.Equal($$"""{"status_origin":null,"_id":"{{Ids[1]}}"} {"status_origin":"x","_id":"{{Ids[1]}}"}""", Assert.Single(Kept()));
        Assert.All(Lines(), line => Assert.Equal("N-1001", line["id"]));
        Assert.Equal((Ids[1], "N-1001"), Changes().Select(change => (change.Id, Lines()[0]["id"])).Single());
    }

    [Theory]
    [InlineData("Set-CentryOrder $order -StatusOrigin x -ResultPath $file", "")]
    [InlineData("Set-CentryOrder $order -StatusOrigin x -Undoable -ResultPath $file", "GET")]
    [InlineData("Set-CentryOrder $order -StatusOrigin x -OnlyChanged -ResultPath $file", "GET")]
    [InlineData("Set-CentryOrder $order -StatusOrigin x -OnlyChanged -Undoable -ResultPath $file", "GET")]
    [InlineData("Set-CentryWebhook $hook -Events x -Undoable -ResultPath $file", "GET")]
    [InlineData("Remove-CentryWebhook $hook -Force -Undoable -ResultPath $file", "GET")]
    public void Recording_values_costs_one_call_per_object_and_none_when_disabled(string command, string reads)
    {
        Shell.Run($"$order = '{Ids[0]}'; $hook = '{Centry.Webhooks.All()[0]["_id"]}'; $file = '{Results}'");

        Shell.Run(command);

        Assert.Empty(Shell.Errors);
        Assert.Equal(reads, string.Join(' ', Centry.Requests.Where(request => request.Method == "GET").Select(request => request.Method)));
        Assert.Equal(reads.Length > 0, Kept().Single() != " ");
    }

    [Fact]
    public void Sync_always_records_the_values()
    {
        var removed = (string)Centry.Webhooks.All()[1]["callback_url"]!;

        Shell.Run($"@{{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' }}, (Get-CentryWebhook -First 1) | Sync-CentryWebhook -CallbackUrl * -Prune -Confirm:$false -ResultPath '{Results}'");

        Assert.Empty(Shell.Errors);
        var changes = Changes();
        Assert.Equal([true, false, false], changes.Select(change => change.Old is null));
        Assert.Equal([false, true, true], changes.Select(change => change.New is null));
        Assert.Equal((string)Centry.Webhooks.All()[^1]["_id"]!, changes[0].Id);
        var removal = Assert.Single(changes, change => change.Label == removed); // removals run in parallel
        Assert.Equal(removed, removal.Old!["callback_url"]);
    }

    [Theory]
    [InlineData("Set-CentryOrder 59c2bd4aa8d1d10b0c000001 -StatusOrigin x -Undoable")]
    [InlineData("Remove-CentryWebhook 59c2bd4aa8d1d10b0c000001 -Force -Undoable")]
    [InlineData("Sync-CentryWebhook @{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } -Undoable")]
    public void Undoable_without_ResultPath_is_refused(string command)
    {
        Shell.Run(command);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Undoable requires -ResultPath", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void New_journal_is_readable_only_by_its_owner_and_an_existing_one_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows, the folder determines the permissions.");

        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Results));
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Results, shared);
        Bulk($"'{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
        Assert.Equal(shared, File.GetUnixFileMode(Results));
        Undo();
        Assert.Equal(shared, File.GetUnixFileMode(Results));
    }

    [Fact]
    public void Journal_records_no_buyer_data_that_was_not_changed()
    {
        Bulk($"Get-CentryOrder | Set-CentryOrder -StatusOrigin x $journal");

        var journal = File.ReadAllText(Results);
        Assert.All(["comprador", "Íñigo", "Libertador", Centry.AccessToken], text => Assert.DoesNotContain(text, journal));
    }

    [Fact]
    public void Change_is_not_sent_when_the_object_cannot_be_read_first()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 404, Method = "GET", Path = Ids[0] });

        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x -Undoable -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Single(Writes);
        Assert.Equal([CentryChangeOutcome.NotApplied, CentryChangeOutcome.Applied], Changes().Select(change => change.Outcome));
    }
}
