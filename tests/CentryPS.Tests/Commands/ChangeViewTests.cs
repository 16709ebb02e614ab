using CentryPS.Sandbox.Engine;

namespace CentryPS.Tests.Commands;

/// <summary>Get-CentryChange returns the changes of a journal as objects, which are displayed as a diff.</summary>
public sealed class ChangeViewTests : UndoTest
{
    [Fact]
    public void Changes_are_typed_objects()
    {
        Bulk($"'{Ids[0]}', '{Missing}' | Set-CentryOrder -Property @{{ total_amount = 5; shipped_date = '2026-03-31T12:00:00Z' }} -ThrottleLimit 1 $journal");

        var changes = Changes();

        Assert.Equal([Ids[0], Missing], changes.Select(change => change.Id));
        Assert.Equal([CentryChangeOutcome.Applied, CentryChangeOutcome.NotApplied], changes.Select(change => change.Outcome));
        Assert.Equal([null, "NotFound"], changes.Select(change => change.ErrorCode));
        Assert.Null(changes[0].Message);
        Assert.Contains(Missing, changes[1].Message);
        Assert.All(changes, change => Assert.Equal("Set-CentryOrder", change.Command));
        Assert.All(changes, change => Assert.InRange(change.Time!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow));
        Assert.Equal((12990.50m, null), (changes[0].Old!["total_amount"], changes[0].Old!["shipped_date"]));
        Assert.Null(changes[1].Old);
        Assert.Equal(string.Join(Environment.NewLine, "- total_amount: 12990.50", "+ total_amount: 5", "- shipped_date: null", "+ shipped_date: \"2026-03-31T12:00:00+00:00\"").Split(Environment.NewLine).Order(), changes[0].ToDiff().Split(Environment.NewLine).Order());
    }

    [Fact]
    public void Changes_can_be_limited_to_one_run()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Bulk($"'{Ids[1]}' | Set-CentryOrder -StatusOrigin x $journal");
        var run = Changes()[1].Run;

        var change = Shell.One<CentryChange>($"Get-CentryChange '{Results}' -Run {run}");

        Assert.Equal(Ids[1], change.Id);
        Shell.Run($"Get-CentryChange '{Results}' -Run nada, {run}");
        Assert.Contains("There is no run nada", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Change_without_an_outcome_is_Started()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");
        Cut(1);

        Assert.Equal(CentryChangeOutcome.Started, Assert.Single(Changes()).Outcome);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public void Table_looks_like_a_diff(int width)
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin enviado -BuyerDni 9 $journal");

        var lines = Screen(width);

        Assert.Contains(lines, line => line.Contains(Ids[0]) && line.Contains("Applied"));
        foreach (var value in new[] { "- status_origin: null", "+ status_origin: \"enviado\"", "- buyer_dni: \"12345678-K\"", "+ buyer_dni: \"9\"" })
        {
            Assert.Contains(value.Replace(" ", null), string.Concat(lines.Select(line => line.Length > 36 ? line[36..] : string.Empty)).Replace(" ", null));
        }

        Assert.Equal(width == 120, lines.Any(line => line.EndsWith("+ status_origin: \"enviado\"", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("Run: ") && line.Contains("Set-CentryOrder"));
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.DoesNotContain(lines, line => line.Contains('\u001b'));
    }

    [Fact]
    public void Table_colors_the_old_and_the_new_values()
    {
        Bulk($"'{Ids[0]}' | Set-CentryOrder -StatusOrigin x $journal");

        using var console = new StringWriter();
        using var shell = new PowerShellHost(Centry, new ConsoleHost(console, width: 120));

        shell.Run($"Get-CentryChange '{Results}' | Out-Default");

        Assert.Empty(shell.Errors);
        Assert.Contains("\u001b[31m- status_origin: null\u001b[0m", console.ToString());
        Assert.Contains("\u001b[32m+ status_origin: \"x\"\u001b[0m", console.ToString());
    }

    [Fact]
    public void Table_shows_why_a_change_failed()
    {
        Bulk($"'{Missing}' | Set-CentryOrder -StatusOrigin x $journal");

        Assert.Contains(Screen(200), line => line.Contains(Missing) && line.Contains("NotApplied") && line.Contains("404"));
    }

    [Fact]
    public void Journal_is_read_while_a_run_writes_it()
    {
        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -StatusOrigin x -ThrottleLimit 1 -Undoable -ResultPath '{Results}' | ForEach-Object {{ $seen = @(Get-CentryChange '{Results}') }}");

        Assert.Empty(Shell.Errors);
        Assert.Equal(2, Shell.Run("$seen").Count);
    }

    private string[] Screen(int width)
    {
        var text = Shell.Run($"Get-CentryChange '{Results}' | Out-String -Width {width}");
        Assert.Empty(Shell.Errors);
        return [.. string.Concat(text).ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
    }
}
