using System.Management.Automation;

namespace CentryPS.Tests.Commands;

public sealed class CompletionTests : SandboxTest
{
    private readonly RunningClock _clock = new() { Held = KeepTime };

    protected override TimeProvider Clock => _clock;

    [Theory]
    [InlineData("Set-CentryOrder -Status ca", "cancelled", "cancelled_before_shipping", "cancelled_after_shipping")]
    [InlineData("Get-CentryOrder -Status p", "pending")]
    [InlineData("Set-CentryOrder -BuyerGender f", "female")]
    [InlineData("Set-CentryOrder -PaymentMode c", "cash", "credit_card")]
    [InlineData("Connect-Centry -Credential x -Scope read_w", "read_webhook", "read_warehouses")]
    public void Completion_of_a_closed_set_shows_meanings_without_a_session(string line, params string[] values)
    {
        using var shell = new PowerShellHost();

        var matches = Complete(shell, line);

        Assert.Equal(values, matches.Select(match => match.CompletionText));
        Assert.All(matches, match => Assert.NotEqual(match.CompletionText, match.ToolTip));
    }

    [Theory]
    [InlineData("New-CentryWebhook -Topic o", "OrderDelete", "OrderSave")]
    [InlineData("Set-CentryWebhook -AddTopic OrderSave, p", "ProductDelete", "ProductSave")]
    public void Completion_of_topics_comes_from_their_enum(string line, params string[] values) =>
        Assert.Equal(values, Complete(Shell, line).Select(match => match.CompletionText));

    [Theory]
    [InlineData("Get-CentryWebhook -Id ", 3)]
    [InlineData("Set-CentryWebhook tienda2", 1)]
    [InlineData("Remove-CentryWebhook -Id 69a582d7", 1)]
    [InlineData("Set-CentryOrder -Id N-1003", 1)]
    [InlineData("Get-CentryOrder -Id zzz", 0)]
    public void Completion_of_an_id_matches_its_prefix_or_a_known_name(string line, int count) =>
        Assert.Equal(count, Complete(Shell, line).Count(match => match.CompletionText.Length == 24));

    [Fact]
    public void Completion_of_ids_caches_the_list()
    {
        Complete(Shell, "Get-CentryWebhook -Id ");
        Complete(Shell, "Get-CentryWebhook -Id 6");
        Assert.Single(Centry.Requests);

        _clock.Advance(TimeSpan.FromSeconds(21));
        Complete(Shell, "Get-CentryWebhook -Id ");
        Assert.Equal(2, Centry.Requests.Count);
    }

    [Fact]
    public void Completion_uses_the_session_of_the_command_line()
    {
        Shell.Set("other", Shell.One<CentrySession>("Get-CentrySession"));
        Shell.Use(null);

        Assert.Empty(Ids("Get-CentryWebhook -Id "));
        Assert.Equal(3, Ids("Get-CentryWebhook -Session $other -Id ").Count());
    }

    [Theory]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.Html)]
    public void Completion_offers_nothing_when_the_server_fails(FaultKind kind)
    {
        Centry.Faults.Add(new Fault { Kind = kind, Times = 100, Status = 403 });

        Assert.Empty(Ids("Get-CentryWebhook -Id "));

        Assert.Single(Centry.Requests);
        Assert.Empty(Shell.Run("$Error"));
    }

    [Fact]
    public async Task Completion_offers_nothing_until_a_slow_server_has_answered()
    {
        var isPatient = new TaskCompletionSource();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            await isPatient.Task.Soon();
            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        SignIn(through: server);
        _clock.Held = null;
        Assert.Empty(await Task.Run(() => Ids("Get-CentryWebhook -Id ").ToArray()).Soon());
        Assert.Empty(Shell.Run("$Error"));

        _clock.Held = KeepTime;
        isPatient.SetResult();
        Assert.Equal(3, Ids("Get-CentryWebhook -Id ").Count());
        Assert.Equal(1, server.Requests);
    }

    // The clock does not advance, so that completion never times out.
    private static void KeepTime(TimeSpan wait)
    {
    }

    private IEnumerable<string> Ids(string line) =>
        Complete(Shell, line).Select(match => match.CompletionText).Where(text => text.Length == 24);

    private static System.Collections.ObjectModel.Collection<CompletionResult> Complete(PowerShellHost shell, string line)
    {
        using var engine = PowerShell.Create(shell.Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches;
    }
}
