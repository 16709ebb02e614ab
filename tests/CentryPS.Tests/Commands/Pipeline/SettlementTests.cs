using CentryPS.Commands.Pipeline;

namespace CentryPS.Tests.Commands.Pipeline;

/// <summary>A settlement waits for the running calls of a window for a grace period and reports all outcomes.</summary>
public sealed class SettlementTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private static readonly CentryException Refused = new(CentryErrorCode.InvalidRequest, "no");
    private static readonly CentryException InDoubt = new(CentryErrorCode.OutcomeUnknown, "no") { IsInDoubt = true };

    private readonly HeldClock _clock = new();

    [Fact]
    public async Task Settlement_reports_every_call_once_with_its_outcome()
    {
        var window = OrderedWindowTests.Window(throttle: 8);
        var calls = OrderedWindowTests.Add(window, "one", "two", "three", "one", "two", "three", "one");
        calls[0].Complete("done");
        calls[1].Fail(Refused);
        calls[2].Fail(InDoubt);
        await Task.WhenAll(calls[3..6].Select(call => call.Started));

        var report = SettleAsync(window);
        Assert.Equal(Grace, await _clock.NextWaitAsync());
        _clock.Advance(Grace);

        Assert.Equal(Report("one", "two, one", "three, one, two, three"), await report);
    }

    [Fact]
    public async Task Settlement_ends_when_the_last_running_call_ends()
    {
        var window = OrderedWindowTests.Window(throttle: 2);
        var calls = OrderedWindowTests.Add(window, "a", "b", "c");
        var report = SettleAsync(window);
        await _clock.NextWaitAsync();

        calls[0].Complete("done");
        calls[1].Fail(Refused);

        Assert.Equal(Report("a", "b, c", string.Empty), await report);
        Assert.False(calls[2].IsStarted);
    }

    [Fact]
    public async Task Settlement_cancels_running_calls_when_the_grace_period_ends()
    {
        var window = OrderedWindowTests.Window(throttle: 1);
        var call = OrderedWindowTests.Add(window, "a")[0];
        var report = SettleAsync(window);
        await _clock.NextWaitAsync();

        _clock.Advance(Grace - TimeSpan.FromMilliseconds(1));
        Assert.False(window.Cancelled.IsCancellationRequested);
        Assert.False(report.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Report(string.Empty, string.Empty, "a"), await report);
        Assert.True(window.Cancelled.IsCancellationRequested);
        Assert.True(call.IsStarted);
    }

    [Fact]
    public async Task Stop_ends_the_grace_period_of_the_settlement()
    {
        using var stop = new CancellationTokenSource();
        var window = OrderedWindowTests.Window(throttle: 1, stop: stop.Token);
        OrderedWindowTests.Add(window, "a");
        var report = SettleAsync(window);
        await _clock.NextWaitAsync();

        await stop.CancelAsync();

        Assert.Equal(Report(string.Empty, string.Empty, "a"), await report);
    }

    [Fact]
    public async Task Settlement_without_calls_has_no_report() =>
        Assert.Equal(Report(string.Empty, string.Empty, string.Empty), await SettleAsync(OrderedWindowTests.Window(throttle: 1)));

    [Theory]
    [InlineData(0, "outcome unknown: 0.")]
    [InlineData(16, "outcome unknown: 16 (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15).")]
    [InlineData(20, "13, 14, 15, ...).")]
    public void Bulk_report_has_counts_and_names_the_inputs_with_an_unknown_outcome(int unknown, string end)
    {
        var outcomes = new BulkOutcomes();
        outcomes.AddApplied("a");
        outcomes.AddApplied("b");
        var ended = Enumerable.Range(0, unknown).Select(i => (Outcome: CentryChangeOutcome.Unknown, Id: $"{i}"));

        var report = outcomes.Report(Refused, "c", ended.ToLookup(call => call.Outcome, call => call.Id));

        Assert.Contains("applied: 2; not applied: 1; ", report.Message);
        Assert.Contains(end, report.Message);
    }

    [Fact]
    public void Bulk_report_of_a_single_input_is_empty() => Assert.Equal(
        Refused.Message,
        new BulkOutcomes().Report(Refused, "a", Array.Empty<string>().ToLookup(_ => CentryChangeOutcome.Applied)).Message);

    private static string Report(string applied, string notApplied, string unknown) => $"{applied} | {notApplied} | {unknown}";

    private Task<string> SettleAsync(OrderedWindow window) => Task.Run(() =>
    {
        var settled = window.Settle(Grace, _clock);
        return Report(Names(CentryChangeOutcome.Applied), Names(CentryChangeOutcome.NotApplied), Names(CentryChangeOutcome.Unknown));

        string Names(CentryChangeOutcome outcome) => string.Join(", ", settled[outcome]);
    }).Soon();
}
