using System.Collections.ObjectModel;
using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>Completion offers the runs and the objects of a journal, and never file names.</summary>
public sealed class JournalCompletionTests : SandboxTest
{
    private const string First = "69a582d7a8d1d10b0c000001";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Completion_of_a_run_offers_the_latest_first()
    {
        Change("Set-CentryOrder {0} -Status shipped");
        Change("Set-CentryOrder {0} -Status received");
        var runs = Shell.Run("(Get-CentryChange changes.csv).Run").Select(run => run.ToString()).ToArray();

        Assert.Equal(runs.Reverse(), Texts("Undo-CentryChange changes.csv -Run "));
        Assert.Equal([runs[0]], Texts($"Get-CentryChange -ResultPath ./changes.csv -Run {runs[0]}"));
    }

    [Fact]
    public void Completion_of_an_id_offers_the_objects_of_the_run_with_their_values()
    {
        Change("Set-CentryOrder {0} -Status shipped");
        Change("Set-CentryWebhook {0} -CallbackUrl https://tienda.example/avisos");
        var run = Shell.Run("(Get-CentryChange changes.csv)[0].Run").Single();

        var webhook = Assert.Single(Complete("Undo-CentryChange changes.csv -Id tienda.ex"));
        var order = Assert.Single(Complete($"Undo-CentryChange changes.csv -Run {run} -Id 69A5"));

        Assert.Equal((First, $"{First} https://tienda.example/avisos"), (webhook.CompletionText, webhook.ListItemText));
        Assert.Equal((First, "- _status: \"pending\"; + _status: \"shipped\""), (order.CompletionText, order.ToolTip));
    }

    [Theory]
    [InlineData("Undo-CentryChange missing.csv -Run ")]
    [InlineData("Undo-CentryChange missing.csv -Id ")]
    [InlineData("Undo-CentryChange other.txt -Run ")]
    [InlineData("Undo-CentryChange other.txt -Id ")]
    [InlineData("Undo-CentryChange changes.csv -Id zzz")]
    [InlineData("Get-CentryChange -Run ")]
    public void Completion_without_a_journal_offers_nothing_and_leaves_no_error(string line)
    {
        Change("Set-CentryOrder {0} -Status shipped");
        Shell.Run("Set-Content other.txt 'no journal'");

        Assert.Empty(Texts(line));
        Assert.Empty(Shell.Run("$Error"));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    // The first order and the first webhook have the same id.
    private void Change(string command)
    {
        Shell.Run($"Set-Location '{_folder.File(".")}'; {string.Format(null, command, First)} -ResultPath changes.csv -Undoable");
        Assert.Empty(Shell.Errors);
    }

    private IEnumerable<string> Texts(string line) => Complete(line).Select(match => match.CompletionText);

    private Collection<CompletionResult> Complete(string line)
    {
        using var engine = PowerShell.Create(Shell.Runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, engine).CompletionMatches;
    }
}
