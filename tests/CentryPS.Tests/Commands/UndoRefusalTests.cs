namespace CentryPS.Tests.Commands;

/// <summary>A journal that cannot be undone is refused before anything is read or sent.</summary>
public sealed class UndoRefusalTests : UndoTest
{
    private const string South = "59c2bd4aa8d1d10b0c00cc02";

    protected override SandboxOptions Options => new() { RecordRequests = true, Companies = [SandboxOptions.DefaultCompany, South] };

    [Fact]
    public void Journal_of_another_company_is_refused()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken("read_orders write_orders", TimeSpan.FromHours(1), South));

        Undo();

        Assert.StartsWith("WrongCompany,", Shell.Error.FullyQualifiedErrorId);
        Assert.All([South, SandboxOptions.DefaultCompany, Results], text => Assert.Contains(text, Shell.Error.Exception.Message));
        Assert.DoesNotContain(Centry.Requests, request => request.Target.Contains(Ids[0]));
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public async Task Journal_of_another_server_is_refused()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        await using var other = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true });
        Shell.Connect(other.BaseUri, other.AccessToken);

        Undo("-WhatIf");

        Assert.StartsWith("WrongCompany,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("-Run 20260331T120000Z-abcdef", "There is no run 20260331T120000Z-abcdef")]
    [InlineData("-Id 0123456789abcdef01234567", "has no change to undo")]
    public void Unknown_run_or_object_is_refused(string arguments, string reason)
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");

        Undo(arguments);

        Refused(reason);
    }

    [Fact]
    public void Run_without_values_is_refused()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x -ResultPath '{Results}'");
        Centry.ClearRequests();

        Undo();

        Refused("-Undoable");
        Assert.Equal(2, Lines().Length);
    }

    [Theory]
    [InlineData("Undo-CentryChange")]
    [InlineData("Get-CentryChange")]
    public void File_that_is_missing_or_not_a_journal_is_refused(string command)
    {
        Shell.Run($"{command} '{Results}'");
        Refused("results.csv");
        Assert.False(File.Exists(Results));

        File.WriteAllText(Results, "a,b\r\n1,2\r\n");
        Shell.Run($"{command} '{Results}'");
        Refused("is not a journal");

        File.WriteAllText(Results, Header.Replace(',', ';') + "\r\n");
        Shell.Run($"{command} '{Results}'");
        Refused("delimiter other than a comma");
    }

    [Fact]
    public void Journal_without_a_run_is_refused()
    {
        File.WriteAllText(Results, Header + "\r\n");

        Undo();

        Refused("There is no run to undo");
        Assert.Empty(Changes());
    }

    [Theory]
    [InlineData("{\"\"status_origin\"\":\"\"x\"\"}", "{\"\"status_origin\"\":")]
    [InlineData("{\"\"status_origin\"\":\"\"x\"\"}", "nada")]
    [InlineData("{\"\"status_origin\"\":\"\"x\"\"}", "[1]")]
    [InlineData("{\"\"status_origin\"\":null}", "{\"\"status_origin\"\":{\"\"a\"\":")]
    [InlineData("{\"\"status_origin\"\":null}", "{\"\"status_origin\"\":[1,2]}")]
    public void Unreadable_values_are_refused(string values, string damaged)
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        File.WriteAllText(Results, File.ReadAllText(Results).Replace(values, damaged));

        Undo();

        Refused("damaged or were edited");
        Assert.Contains(Ids[0], Shell.Error.Exception.Message);
    }

    [Fact]
    public void Run_of_another_command_is_refused()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        File.WriteAllText(Results, File.ReadAllText(Results).Replace("Set-CentryOrder", "Set-CentryProduct"));

        Undo();

        Refused("Set-CentryProduct");
    }

    [Fact]
    public void Journal_that_another_process_writes_is_refused()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        using var second = new PowerShellHost(Centry);
        Shell.Set("second", () => second.Run($"Undo-CentryChange '{Results}'"));

        Shell.Run($"'{Ids[1]}' | Set-CentryOrder -StatusOrigin x -ResultPath '{Results}' | ForEach-Object {{ $second.Invoke() }}");

        Assert.StartsWith("InvalidRequest,", second.Error.FullyQualifiedErrorId);
        Assert.Equal("\"x\"", Stored(Ids[0], "status_origin"));
    }

    private void Refused(string reason)
    {
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(reason, Shell.Error.Exception.Message);
        Assert.Empty(Writes);
    }
}
