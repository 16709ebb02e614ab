using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>
/// Undo-CentryChange trusts neither a damaged journal nor a refusal after a lost response, and removes nothing that
/// others added.
/// </summary>
public sealed class UndoDamageTests : UndoTest
{
    [Fact]
    public void Cleared_address_is_restored_and_cleared_again_by_undoing_the_undo()
    {
        var before = Stored(Ids[0], "address_shipping");
        Bulk($"Set-CentryOrder {Ids[0]} -Clear address_shipping $journal");

        Undo();
        Assert.Empty(Shell.Errors);
        Assert.Equal(Line1(before), Line1(Stored(Ids[0], "address_shipping")));

        Undo();
        Assert.Empty(Shell.Errors);

        Undo("-Run " + Changes()[1].Run);
        Assert.Empty(Shell.Errors);
        Assert.Equal("null", Stored(Ids[0], "address_shipping"));

        static string Line1(string json) => (string)System.Text.Json.Nodes.JsonNode.Parse(json)!["line1"]!;
    }

    [Fact]
    public void Part_added_by_others_to_a_new_address_is_a_Conflict_and_kept()
    {
        Change(Centry.Orders, Ids[0], "address_shipping", null);
        Bulk($"'{Ids[0]}' | Set-CentryOrder -AddressShipping @{{ city = 'Arica' }} $journal");
        Shell.Run($"Set-CentryOrder {Ids[0]} -AddressShipping @{{ line1 = 'Colega 123' }}");

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Colega 123", Stored(Ids[0], "address_shipping"));
    }

    [Fact]
    public void Creation_with_an_unknown_outcome_is_undone_regardless_of_its_duration()
    {
        var before = State();
        Bulk("@{ callback_url = 'https://nueva.example/x'; topic = 'OrderSave' } | Sync-CentryWebhook $journal");
        var lines = File.ReadAllLines(Results);
        var (started, time) = (lines[^2], lines[^2].Split(',')[1]);
        var late = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).AddSeconds(10).ToString("o", CultureInfo.InvariantCulture);
        lines[^1] = started.Replace(",Started,", ",Unknown,").Replace(time, late);
        File.WriteAllLines(Results, lines);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Journal_records_no_value_added_by_others_to_a_new_address()
    {
        Change(Centry.Orders, Ids[0], "address_billing", null);
        Bulk($"Set-CentryOrder {Ids[0]} -Property @{{ address_billing = @{{ line1 = 'Uno' }} }} $journal");
        Shell.Run($"Set-CentryOrder {Ids[0]} -Property @{{ address_billing = @{{ email = 'otra@correo.example' }} }}");

        Undo();

        Assert.Contains("address_billing has parts that were changed later: email", Assert.Single(Shell.Errors).Exception.Message);
        Assert.DoesNotContain("otra@correo.example", File.ReadAllText(Results));
    }

    [Fact]
    public void Key_added_by_others_to_an_object_is_a_Conflict_and_kept()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -Property @{{ integrations = @{{ bodega = @{{ folio = 77 }} }} }} $journal");
        Change(Centry.Orders, Ids[0], "integrations", new JsonObject { ["bodega"] = new JsonObject { ["folio"] = 77 }, ["colega"] = 1 });

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("colega", Stored(Ids[0], "integrations"));
    }

    [Fact]
    public void Change_with_a_lost_response_and_a_later_refusal_is_undone()
    {
        var before = State();
        Centry.Faults.Add(new Fault { Kind = FaultKind.DropAfter, Method = "PUT" });
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Method = "PUT", Status = 422 });
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerPhone WRONG $journal");
        Assert.NotEqual(before, State());
        Assert.Equal(CentryChangeOutcome.Unknown, Assert.Single(Changes()).Outcome);

        Undo();

        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData("$_.old = '{}'")]
    [InlineData("$_.new = ''; $_.old = ''; $_.new = '[1]'")]
    [InlineData("$_.old = '{\"buyer_phone\":'")]
    [InlineData("$_.new = '{}'")]
    public void Damaged_change_is_an_error_and_the_others_are_undone(string damage)
    {
        var phone = Stored(Ids[1], "buyer_phone");
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -BuyerPhone WRONG $journal");
        Shell.Run($"$rows = Import-Csv '{Results}'; $rows | Where-Object id -eq {Ids[0]} | ForEach-Object {{ {damage} }}; $rows | Export-Csv '{Results}' -UseQuotes AsNeeded -Encoding utf8BOM");
        Centry.ClearRequests();

        Undo();

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(Ids[0], Shell.Error.Exception.Message);
        Assert.Equal("\"WRONG\"", Stored(Ids[0], "buyer_phone"));
        Assert.Equal(phone, Stored(Ids[1], "buyer_phone"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(100)]
    public void Change_with_a_truncated_last_line_is_undone(int bytes)
    {
        var before = State();
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerPhone WRONG $journal");
        var journal = File.ReadAllBytes(Results);
        File.WriteAllBytes(Results, journal[..^bytes]);

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Order_removed_by_others_is_reported()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerPhone WRONG $journal");
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Method = "GET", Status = 404 });

        Undo();

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("removed after the run", Shell.Error.Exception.Message);
    }
}
