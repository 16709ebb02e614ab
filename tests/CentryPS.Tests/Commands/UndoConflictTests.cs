namespace CentryPS.Tests.Commands;

/// <summary>Undo keeps the changes that others made after the run, and reports each as a Conflict.</summary>
public sealed class UndoConflictTests : UndoTest
{
    [Fact]
    public void Attribute_changed_by_others_is_kept_and_the_rest_are_restored()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x -BuyerDni 9 $journal");
        Change(Centry.Orders, Ids[0], "buyer_dni", "colega");

        var output = Undo("-PassThru");

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("buyer_dni was set to \"9\", and later changed to \"colega\"", Shell.Error.Exception.Message);
        Assert.Contains("N-1000", Shell.Error.Exception.Message);
        Assert.DoesNotContain("status_origin", Shell.Error.Exception.Message);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(Ids[0], Assert.IsType<CentryChange>(Shell.Error.TargetObject).Id);
        Assert.Equal(2, output.Length);
        Assert.Equal(("null", "\"colega\""), (Stored(Ids[0], "status_origin"), Stored(Ids[0], "buyer_dni")));
        Assert.Equal("\"12345679-K\"", Stored(Ids[1], "buyer_dni"));
    }

    [Fact]
    public void Order_whose_attributes_were_all_changed_by_others_is_not_sent()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Change(Centry.Orders, Ids[0], "status_origin", "colega");

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
        Assert.Equal((CentryChangeOutcome.NotApplied, "Conflict"), Changes().Select(change => (change.Outcome, change.ErrorCode)).Last());
    }

    [Fact]
    public void Address_part_changed_by_others_is_kept_and_the_rest_are_restored()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -AddressShipping @{{ city = 'Arica'; line1 = 'Calle 1' }} $journal");
        var address = Centry.Orders.Find(Ids[0])!["address_shipping"]!.DeepClone();
        (address["city"], address["line2"]) = ("Iquique", "colega");
        Change(Centry.Orders, Ids[0], "address_shipping", address);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("address_shipping.city was set to \"Arica\", and later changed to \"Iquique\"", Shell.Error.Exception.Message);
        var after = Centry.Orders.Find(Ids[0])!["address_shipping"]!;
        Assert.Equal(("Iquique", "colega", "Av. Libertador Bernardo O'Higgins 100"), ((string?)after["city"], (string?)after["line2"], (string?)after["line1"]));
    }

    [Fact]
    public void Attribute_changed_by_others_between_two_changes_of_the_run_is_restored_to_their_value()
    {
        var looks = 0;
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (request.StartsWith($"GET /conexion/v1/orders/{Ids[0]}", StringComparison.Ordinal) && ++looks == 2)
            {
                Change(Centry.Orders, Ids[0], "buyer_dni", "colega");
            }

            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        SignIn(through: server);
        Bulk($"'uno', 'dos' | ForEach-Object {{ [pscustomobject]@{{ _id = '{Ids[0]}'; status_origin = $_; buyer_dni = $_ }} }} | Set-CentryOrder $journal");
        Assert.Equal("colega", Changes()[1].Old!["buyer_dni"]);

        Undo();

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("buyer_dni", Shell.Error.Exception.Message);
        Assert.Equal(("null", "\"colega\""), (Stored(Ids[0], "status_origin"), Stored(Ids[0], "buyer_dni")));
    }

    [Fact]
    public void Order_removed_by_others_is_NotFound_and_the_rest_are_restored()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 404, Method = "GET", Path = Ids[0] });

        Undo();

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal("null", Stored(Ids[1], "status_origin"));
    }

    [Theory]
    [InlineData("buyer_dni", "Conflict,")]
    [InlineData("buyer_phone", "")]
    public void Order_is_read_again_after_the_confirmation_prompt(string attribute, string error)
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerDni 9 $journal");
        var host = new AnsweringHost("Y") { Asked = () => Change(Centry.Orders, Ids[0], attribute, "colega") };
        using var shell = new PowerShellHost(Centry, host);

        shell.Run($"Undo-CentryChange '{Results}' -Confirm");

        Assert.Contains("N-1000", Assert.Single(host.Questions));
        Assert.Contains("buyer_dni: \"9\" -> \"12345678-K\"", host.Questions[0]);
        Assert.StartsWith(error, string.Concat(shell.Errors.Select(failure => failure.FullyQualifiedErrorId)));
        Assert.Equal(error.Length > 0 ? 1 : 0, shell.Errors.Count);
        Assert.Equal(error.Length > 0 ? "\"colega\"" : "\"12345678-K\"", Stored(Ids[0], "buyer_dni"));
    }

    [Fact]
    public void Order_is_unchanged_when_the_user_declines()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -BuyerDni 9 $journal");
        using var shell = new PowerShellHost(Centry, new AnsweringHost("N"));

        shell.Run($"Undo-CentryChange '{Results}' -Confirm");

        Assert.Empty(shell.Errors);
        Assert.Empty(Writes);
        Assert.Single(Changes());
    }
}
