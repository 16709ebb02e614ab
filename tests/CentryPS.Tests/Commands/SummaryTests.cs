using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>
/// A bulk run longer than a screen ends with its counts on the information stream, even when it is stopped.
/// </summary>
public sealed class SummaryTests : SandboxTest
{
    private const string Rows = "$ids | ForEach-Object { [pscustomobject]@{ _id = $_; buyer_dni = 'x' } }";

    private readonly TemporaryFolder _folder = new();

    protected override SandboxOptions Options => new() { RecordRequests = true, OrderCount = 30 };

    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    private string Journal => _folder.File("r.csv");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("$ids | Set-CentryOrder -Status received", "30 applied, 0 failed")]
    [InlineData("$ids[0..20] | Set-CentryOrder -Status received", "21 applied, 0 failed")]
    [InlineData("$ids[0..18] + 'a' + 'b' | Set-CentryOrder -Status received", "19 applied, 2 failed")]
    [InlineData("$ids | Set-CentryOrder -Status received -WhatIf", "30 to apply, 0 failed")]
    [InlineData(Rows + " | Set-CentryOrder -OnlyChanged", "30 applied, 0 failed", "0 applied, 0 failed, 30 unchanged")]
    [InlineData(Rows + " | Set-CentryOrder -OnlyChanged -WhatIf", "30 to apply, 0 failed")]
    [InlineData("$ids | Set-CentryOrder -Status received -ResultPath $journal", "30 applied, 0 failed (journal: $journal)")]
    [InlineData("$ids | Set-CentryOrder -Status received -ResultPath $journal -Resume", "30 applied, 0 failed (journal: $journal)", "0 applied, 0 failed, 30 unchanged (journal: $journal)")]
    public void Bulk_run_longer_than_a_screen_ends_with_its_counts(string script, string first, string? second = null)
    {
        Set(Shell);

        Assert.Equal(first.Replace("$journal", Journal), Said(script));
        if (second is not null)
        {
            Assert.Equal(second.Replace("$journal", Journal), Said(script));
        }
    }

    [Fact]
    public void Sync_longer_than_a_screen_counts_only_the_changes()
    {
        const string Sync = "1..25 | ForEach-Object { @{ callback_url = \"https://tienda.example/$_\"; topic = 'OrderSave' } } | Sync-CentryWebhook";

        Assert.Equal("25 to apply, 0 failed", Said(Sync + " -WhatIf"));
        Assert.Equal("25 applied, 0 failed", Said(Sync));
        Assert.Equal("0 applied, 0 failed, 25 unchanged", Said(Sync));
    }

    [Fact]
    public void Undo_longer_than_a_screen_ends_with_its_counts()
    {
        Set(Shell);
        Said("$ids | Set-CentryOrder -Status received -ResultPath $journal -Undoable");
        Said("$ids[0] | Set-CentryOrder -Status shipped");

        Assert.Equal("24 to apply, 1 failed, 5 unchanged", Said("Undo-CentryChange $journal -WhatIf -ErrorAction SilentlyContinue"));
        Assert.Equal($"24 applied, 1 failed, 5 unchanged (journal: {Journal})", Said("Undo-CentryChange $journal -ErrorAction SilentlyContinue"));
        Assert.Equal($"0 applied, 1 failed, 29 unchanged (journal: {Journal})", Said("Undo-CentryChange $journal -ErrorAction SilentlyContinue"));
    }

    [Theory]
    [InlineData("$ids[0..19] | Set-CentryOrder -Status received")]
    [InlineData("$ids | Get-CentryOrder")]
    public void Short_bulk_run_and_command_without_changes_have_no_summary(string script)
    {
        Set(Shell);

        Assert.Empty(Said(script));
    }

    [Fact]
    public void Host_shows_the_summary_only_if_the_user_asks_for_it()
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);
        Set(shell);

        shell.Run("$ids | Set-CentryOrder -Status received");
        Assert.Empty(host.Lines);

        shell.Run("$ids | Set-CentryOrder -Status received -InformationAction Continue");
        Assert.Equal(["30 applied, 0 failed"], host.Lines);

        shell.Run("[cultureinfo]::CurrentUICulture = 'es-CL'; $InformationPreference = 'Continue'; $ids | Set-CentryOrder -Status received");
        Assert.Equal("30 aplicadas, 0 con error", host.Lines[1]);
    }

    [Theory]
    [InlineData("Continue", true)]
    [InlineData("SilentlyContinue", false)]
    public async Task Stop_reports_the_outcome_of_the_inputs(string preference, bool isTold)
    {
        TaskCompletionSource areGiven = new(), isOver = new();
        using var hanging = new CountdownEvent(4);
        string[] done = Ids[..5];
        using var server = new RawServer(async (request, stream, stop) =>
        {
            if (!done.Any(request.Contains))
            {
                hanging.Signal();
                await isOver.Task;
            }

            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        var host = new AnsweringHost(string.Empty);
        using var runspace = new PowerShellHost(Centry, host);
        runspace.Use(Client.Sessions(server.BaseUri).WithAccessToken(Centry.AccessToken));
        Set(runspace);
        runspace.Set("given", (Action)areGiven.SetResult);
        using var shell = PowerShell.Create(runspace.Runspace);

        shell.AddScript($"& {{ $ids; $given.Invoke() }} | Set-CentryOrder -Status received -ThrottleLimit 4 -ResultPath $journal -InformationAction {preference}").BeginInvoke();
        await areGiven.Task.Soon();
        await Task.Run(hanging.Wait).Soon();
        await Task.Run(shell.Stop).Soon();
        isOver.SetResult();

        Assert.Equal(isTold ? [$"5 applied, 0 failed, 4 of unknown outcome, 21 not started (journal: {Journal}). Inputs that had not been read yet are not counted."] : [], host.Lines);
    }

    private void Set(PowerShellHost shell)
    {
        shell.Set("ids", Ids);
        shell.Set("journal", Journal);
    }

    private string Said(string script)
    {
        Shell.Run($"$said = $null; $null = {script} -InformationVariable said");
        return string.Concat(Shell.Run("$said").Select(said => said.ToString()));
    }
}
