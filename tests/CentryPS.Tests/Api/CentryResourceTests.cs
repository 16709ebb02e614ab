using System.Management.Automation;

namespace CentryPS.Tests.Api;

/// <summary>
/// Completion finds the most recently changed objects in at most ten calls, although Centry cannot list them first.
/// </summary>
public sealed class CentryResourceTests : SandboxTest
{
    private readonly RunningClock _clock = new() { Held = _ => { } };

    protected override TimeProvider Clock => _clock;

    protected override SandboxOptions Options => new() { RecordRequests = true, OrderCount = 0 };

    [Theory]
    [InlineData("a bulk that ended an hour ago", 1000, 3600, 3.6)]
    [InlineData("a morning twelve days ago", 250, 1_100_000, 60)]
    [InlineData("a server whose clock is a minute ahead", 250, -60, 0.1)]
    public void Completion_offers_the_most_recently_changed_order_first_when_a_span_has_more_than_a_page(
        string span, int count, double newest, double apart)
    {
        for (var age = newest + ((count - 1) * apart); count > 0; count--, age -= apart)
        {
            Centry.Orders.Add(new() { ["updated_at"] = $"{_clock.GetUtcNow() - TimeSpan.FromSeconds(age):O}", ["number_origin"] = $"{count}" });
        }

        using var engine = PowerShell.Create(Shell.Runspace);
        const string Line = "Get-CentryOrder -OriginNumber ";

        Assert.Equal("1", CommandCompletion.CompleteInput(Line, Line.Length, null, engine).CompletionMatches[0].CompletionText);
        Assert.True(Centry.Requests.Count <= 10, span);
    }
}
