namespace CentryPS.Tests.Commands;

/// <summary>Undo-CentryChange undoes the selected changes and records them in the journal.</summary>
public sealed class UndoRunTests : UndoTest
{
    private string[] Runs => [.. Changes().Select(change => change.Run).Distinct()];

    [Fact]
    public void Last_run_is_undone_by_default_and_any_other_by_its_id()
    {
        TwoRuns();
        var first = Runs[0];

        Undo();
        Assert.Equal(("\"x\"", "null"), (Stored(Ids[0], "status_origin"), Stored(Ids[1], "status_origin")));

        Undo($"-Run {first}");
        Assert.Equal("null", Stored(Ids[0], "status_origin"));
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Only_the_specified_objects_are_undone()
    {
        Bulk($"'{Ids[0]}', '{Ids[1]}', '{Ids[2]}' | Set-CentryOrder -StatusOrigin x $journal");

        Undo($"-Id {Ids[0].ToUpperInvariant()}, {Ids[2]}, {Missing}");

        Assert.Equal("InvalidRequest", Shell.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(Missing, Shell.Error.Exception.Message);
        Assert.Equal(["null", "\"x\"", "null"], Ids[..3].Select(id => Stored(id, "status_origin")));
    }

    [Fact]
    public void Orders_are_specified_by_their_MatchBy_value_or_by_id()
    {
        Bulk("'N-1000', 'N-1001', 'N-1002' | ForEach-Object { [pscustomobject]@{ number_origin = $_; status_origin = 'x' } } | Set-CentryOrder -MatchBy NumberOrigin $journal");

        Undo($"-Id N-1000, {Ids[1]}");

        Assert.Empty(Shell.Errors);
        Assert.Equal(["null", "null", "\"x\""], Ids[..3].Select(id => Stored(id, "status_origin")));
    }

    [Fact]
    public void Piped_changes_are_undone()
    {
        TwoRuns();

        Shell.Run($"Get-CentryChange '{Results}' | Where-Object Id -in '{Ids[0]}', '{Ids[1]}' | Undo-CentryChange '{Results}'");

        Assert.Empty(Shell.Errors);
        Assert.Equal(["null", "null", "\"x\""], Ids[..3].Select(id => Stored(id, "status_origin")));
    }

    [Fact]
    public void WhatIf_shows_each_value_and_sends_and_writes_nothing()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -Property @{{ status_origin = 'x'; address_shipping = @{{ city = 'Arica' }} }} $journal");
        var before = File.ReadAllBytes(Results);
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);

        shell.Run($"Undo-CentryChange '{Results}' -WhatIf");

        Assert.Empty(shell.Errors);
        Assert.All(
            [Ids[0], "N-1000", "status_origin: \"x\" -> null", "address_shipping.city: \"Arica\" -> \"Santiago\""],
            text => Assert.Contains(text, Assert.Single(host.Lines)));
        Assert.Empty(Writes);
        Assert.Equal(before, File.ReadAllBytes(Results));
    }

    [Fact]
    public void WhatIf_reports_the_conflicts()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x -BuyerDni 9 $journal");
        Change(Centry.Orders, Ids[0], "buyer_dni", "colega");

        Undo("-WhatIf");

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Undo_is_recorded_as_a_run_in_the_journal()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");

        Undo();

        var (run, undone) = (Changes()[0], Changes()[1]);
        Assert.Equal($"Undo-CentryChange -Run {run.Run}", undone.Command);
        Assert.NotEqual(run.Run, undone.Run);
        Assert.Equal((CentryChangeOutcome.Applied, "x", null), (undone.Outcome, undone.Old!["status_origin"], undone.New!["status_origin"]));
    }

    [Fact]
    public void Second_undo_has_nothing_to_do()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Undo();
        Centry.ClearRequests();

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Empty(Writes);
        Assert.Contains("nothing to undo", Assert.Single(Shell.Warnings));
        Assert.Equal(2, Runs.Length);
    }

    [Fact]
    public void Undo_is_undone_by_its_run_id()
    {
        var before = State();
        Bulk($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Property @{{ status_origin = 'x'; shipped_date = '2026-03-31T12:00:00Z'; address_shipping = @{{ city = 'Arica' }} }} $journal");
        var changed = State();
        Undo();
        Assert.Equal(before, State());

        Undo($"-Run {Runs[1]}");
        Assert.Empty(Shell.Errors);
        Assert.Equal(changed, State());

        Undo($"-Run {Runs[2]}");
        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Undo_of_removals_is_undone_and_redone()
    {
        var before = State();
        Bulk("Get-CentryWebhook -First 2 | Remove-CentryWebhook -Force $journal");
        var removed = State();
        Undo();

        Undo($"-Run {Runs[1]}");
        Assert.Empty(Shell.Errors);
        Assert.Equal(removed, State());

        Undo($"-Run {Runs[2]}");
        Assert.Empty(Shell.Errors);
        Assert.Equal(before, State());
    }

    [Fact]
    public void Changes_without_values_are_named_in_a_warning()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x -ResultPath '{Results}'");
        Shell.Run($"'{Ids[1]}' | Set-CentryOrder -StatusOrigin x -Undoable -Resume -ResultPath '{Results}'");

        Undo();

        Assert.Empty(Shell.Errors);
        Assert.Contains(Shell.Warnings, warning => warning.Contains(Ids[0]) && !warning.Contains(Ids[1]));
        Assert.Equal(["\"x\"", "null"], Ids[..2].Select(id => Stored(id, "status_origin")));
    }

    private void TwoRuns()
    {
        Bulk($"'{Ids[0]}', '{Ids[2]}' | Set-CentryOrder -StatusOrigin x $journal");
        Bulk($"'{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
    }
}
