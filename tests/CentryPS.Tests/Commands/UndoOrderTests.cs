namespace CentryPS.Tests.Commands;

/// <summary>Undo-CentryChange restores the old values of orders.</summary>
public sealed class UndoOrderTests : UndoTest
{
    public static TheoryData<string> Properties => new(
        "@{ _status = 'cancelled' }",
        "@{ status_origin = 'x' }",
        "@{ buyer_email = $null; buyer_phone = '' }",
        "@{ total_amount = 5; paid_amount = 0.1; discount_amount = 7 }",
        "@{ shipped_date = '2026-03-31'; date_for_delivery = '2026-03-31T17:30:00-03:00' }",
        "@{ buyer_birthdate = '1980-02-29' }",
        "@{ billable = $false; invoice_required = $true }",
        "@{ address_shipping = @{ city = 'Arica'; line2 = 'Casa 1' } }",
        "@{ address_shipping = @{ city = $null } }",
        "@{ original_data = 'otra' }",
        "@{ items = @(@{ _id = '59c2bd4aa8d1d10bcc000000'; quantity = 9; tracking_code = 'T-1' }) }",
        "@{ buyer_first_name = 'ÍÑIGO' }");

    [Theory]
    [MemberData(nameof(Properties))]
    public void Order_is_restored_to_its_state_before_the_run(string property)
    {
        var before = State();
        Bulk($"'{Ids[0]}' | Set-CentryOrder -Property {property} $journal");
        Assert.Empty(Shell.Errors);
        Assert.NotEqual(before, State());

        Assert.Empty(Undo());

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        Assert.Equal(before, State());
        Assert.Single(Writes);
    }

    [Fact]
    public void Only_changed_attributes_are_sent()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x -BuyerDni 9 -BuyerFirstName 'Íñigo' $journal");

        Undo();

        Assert.Equal("""PUT {"status_origin":null,"buyer_dni":"12345678-K"}""", Assert.Single(Writes));
    }

    [Fact]
    public void Difference_of_long_values_is_visible()
    {
        var common = new string('a', 70);
        Bulk($"Set-CentryOrder {Ids[0]} -BuyerFirstName '{common}uno' $journal");
        Bulk($"Set-CentryOrder {Ids[0]} -BuyerFirstName '{common}dos' $journal");

        Assert.Matches("- buyer_first_name: \\.\\.\\.a+uno\"[^+]*\\+ buyer_first_name: \\.\\.\\.a+dos\"", Changes()[1].ToDiff());
        Shell.Run($"Get-CentryOrder {Ids[0]} | Set-CentryOrder -BuyerFirstName '{common}tres' -Verbose");
        Assert.Contains(Shell.Verbose, line => line.Contains("dos\" -> ...a"));
    }

    [Fact]
    public void New_address_is_cleared()
    {
        Change(Centry.Orders, Ids[0], "address_shipping", null);
        Bulk($"'{Ids[0]}' | Set-CentryOrder -AddressShipping @{{ city = 'Arica'; line1 = 'Calle 1' }} $journal");

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal("null", Stored(Ids[0], "address_shipping"));
    }

    [Theory]
    [InlineData("@{ _id = '59c2bd4aa8d1d10bcc000000'; quantity = 9 }, @{ sku = 'SKU-9'; quantity = 1 }", 1)]
    [InlineData("@{ sku = 'SKU-9'; quantity = 1 }", 0)]
    public void Item_added_to_an_order_is_kept_and_reported(string items, int writes)
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -Property @{{ items = @({items}) }} $journal");

        foreach (var expected in (int[])[writes, 0])
        {
            Centry.ClearRequests();
            Shell.Errors.Clear();
            Undo();

            Assert.Equal(expected, Writes.Length);
            Assert.StartsWith("Conflict", Assert.Single(Shell.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("lines", Shell.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.Contains("SKU-9", Stored(Ids[0], "items"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"quantity\":9", Stored(Ids[0], "items"), StringComparison.Ordinal);
    }

    [Fact]
    public void Value_changed_only_in_case_is_restored()
    {
        Change(Centry.Orders, Ids[0], "buyer_first_name", "Ana");
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerFirstName ANA $journal");

        Undo();

        Assert.Equal("\"Ana\"", Stored(Ids[0], "buyer_first_name"));
    }

    [Fact]
    public void Latest_change_is_undone_first()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}', '{Ids[2]}' | Set-CentryOrder -StatusOrigin x -ThrottleLimit 1 $journal");

        Undo("-ThrottleLimit 1");

        Assert.Equal([Ids[2], Ids[1], Ids[0]], Centry.Requests.Where(request => request.Method == "PUT").Select(request => request.Target.Split('/', '.')[4]));
    }

    [Fact]
    public void Several_changes_of_one_order_are_undone_as_one()
    {
        var before = State();
        Bulk($"'uno', 'dos', 'tres' | ForEach-Object {{ [pscustomobject]@{{ _id = '{Ids[0]}'; status_origin = $_; buyer_dni = $_ }} }} | Set-CentryOrder $journal");

        Undo();

        Assert.Equal("""PUT {"status_origin":null,"buyer_dni":"12345678-K"}""", Assert.Single(Writes));
        Assert.Equal(before, State());
    }

    [Fact]
    public void PassThru_returns_the_restored_orders()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x -ThrottleLimit 1 $journal");

        var orders = Undo("-PassThru").Cast<CentryOrder>().ToArray();

        Assert.Equal([Ids[1], Ids[0]], orders.Select(order => order.Id));
        Assert.All(orders, order => Assert.Null(order.StatusOrigin));
    }

    [Fact]
    public void Order_that_already_has_its_old_values_is_not_sent()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
        Change(Centry.Orders, Ids[0], "status_origin", null);

        Undo("-Verbose");

        Assert.Empty(Shell.Errors);
        Assert.Single(Writes);
        Assert.Contains(Shell.Verbose, line => line.StartsWith("Objects that are as they were before the run") && line.EndsWith(": 1."));
    }

    [Fact]
    public void Orders_found_by_MatchBy_are_undone_by_id()
    {
        var before = State();
        Bulk("[pscustomobject]@{ number_origin = 'N-1001'; status_origin = 'x' }, [pscustomobject]@{ number_origin = 'no hay'; status_origin = 'x' } | Set-CentryOrder -MatchBy NumberOrigin $journal");

        Undo("-WarningAction Stop");

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Refused_change_is_not_undone()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 422, Method = "PUT", Path = Ids[0] });
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
        Change(Centry.Orders, Ids[0], "status_origin", "x");

        Undo();

        Assert.Equal(("\"x\"", "null"), (Stored(Ids[0], "status_origin"), Stored(Ids[1], "status_origin")));
        Assert.DoesNotContain(Centry.Requests, request => request.Target.Contains(Ids[0]));
    }

    [Fact]
    public void Run_with_OnlyChanged_is_undone_without_Undoable()
    {
        var before = State();
        Shell.Run($"Get-CentryOrder | ConvertTo-CentryOrderRow | ForEach-Object {{ $_.status_origin = 'x'; $_.'address_shipping.city' = 'Arica'; $_ }} | Set-CentryOrder -OnlyChanged -ResultPath '{Results}'");
        Assert.Empty(Shell.Errors);
        Assert.NotEqual(before, State());

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }
}
