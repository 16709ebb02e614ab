using System.Management.Automation;

namespace CentryPS.Tests.Commands;

public sealed class CompletionTests : SandboxTest
{
    private readonly RunningClock _clock = new() { Held = Patiently };

    protected override TimeProvider Clock => _clock;

    [Theory]
    [InlineData("Set-CentryOrder -Status ca", "cancelled", "cancelled_before_shipping", "cancelled_after_shipping")]
    [InlineData("Get-CentryOrder -Status p", "pending")]
    [InlineData("Set-CentryOrder -BuyerGender f", "female")]
    [InlineData("Set-CentryOrder -PaymentMode c", "cash", "credit_card")]
    [InlineData("Connect-Centry -Credential x -Scope read_w", "read_webhook", "read_warehouses")]
    public void A_closed_set_is_completed_with_what_each_value_means_before_there_is_a_session(string line, params string[] values)
    {
        using var shell = new PowerShellHost();

        var matches = Complete(shell, line);

        Assert.Equal(values, matches.Select(match => match.CompletionText));
        Assert.All(matches, match => Assert.NotEqual(match.CompletionText, match.ToolTip));
    }

    [Theory]
    [InlineData("New-CentryWebhook -Topic o", "OrderDelete", "OrderSave")]
    [InlineData("Set-CentryWebhook -AddTopic OrderSave, p", "ProductDelete", "ProductSave")]
    public void Topics_are_completed_by_the_engine_itself(string line, params string[] values) =>
        Assert.Equal(values, Complete(Shell, line).Select(match => match.CompletionText));

    [Theory]
    [InlineData("Get-CentryWebhook -Id ", 3)]
    [InlineData("Set-CentryWebhook tienda2", 1)]
    [InlineData("Remove-CentryWebhook -Id 69a582d7", 1)]
    [InlineData("Set-CentryOrder -Id N-1003", 1)]
    [InlineData("Get-CentryOrder -Id zzz", 0)]
    public void An_id_is_completed_by_its_beginning_or_by_what_one_knows_it_by(string line, int count) =>
        Assert.Equal(count, Complete(Shell, line).Count(match => match.CompletionText.Length == 24));

    [Fact]
    public void Ids_are_asked_for_once_in_a_while()
    {
        Complete(Shell, "Get-CentryWebhook -Id ");
        Complete(Shell, "Get-CentryWebhook -Id 6");
        Assert.Single(Centry.Requests);

        _clock.Advance(TimeSpan.FromSeconds(21));
        Complete(Shell, "Get-CentryWebhook -Id ");
        Assert.Equal(2, Centry.Requests.Count);
    }

    [Fact]
    public void A_session_given_is_the_one_that_is_asked()
    {
        Shell.Set("other", Shell.One<CentrySession>("Get-CentrySession"));
        Shell.Use(null);

        Assert.Empty(Ids("Get-CentryWebhook -Id "));
        Assert.Equal(3, Ids("Get-CentryWebhook -Session $other -Id ").Count());
    }

    [Theory]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.Html)]
    public void A_server_that_refuses_gives_nothing_and_no_error(FaultKind kind)
    {
        Centry.Faults.Add(new Fault { Kind = kind, Times = 100, Status = 403 });

        Assert.Empty(Ids("Get-CentryWebhook -Id "));

        Assert.Single(Centry.Requests);
        Assert.Empty(Shell.Run("$Error"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_at_once_gives_nothing_until_it_has_answered()
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

        _clock.Held = Patiently;
        isPatient.SetResult();
        Assert.Equal(3, Ids("Get-CentryWebhook -Id ").Count());
        Assert.Equal(1, server.Requests);
    }

    // No time passes while somebody waits.
    private static void Patiently(TimeSpan patience)
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
