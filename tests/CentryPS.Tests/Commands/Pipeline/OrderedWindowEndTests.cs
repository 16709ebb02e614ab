using CentryPS.Commands.Pipeline;

namespace CentryPS.Tests.Commands.Pipeline;

/// <summary>A window that is ending starts only calls whose outcome still matters.</summary>
public sealed class OrderedWindowEndTests
{
    private static readonly CentryException Final = new(CentryErrorCode.AuthenticationFailed, "no") { IsFinal = true };
    private static readonly CentryException Other = new(CentryErrorCode.NotFound, "no");

    [Fact]
    public async Task Window_starts_earlier_calls_but_no_later_one_after_a_terminating_failure()
    {
        var window = Ending(throttle: 2);
        var calls = OrderedWindowTests.Add(window, "a", "a", "b", "b", "c");
        await Task.WhenAll(calls[0].Started, calls[2].Started);
        var tasks = Tasks(window);

        calls[2].Fail(Final);
        await Assert.ThrowsAsync<CentryException>(() => tasks[2]);
        await Task.WhenAll(Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[3]), Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[4]));
        Assert.False(calls[1].IsStarted);
        Assert.True(window.IsFull);

        calls[0].Complete("done");
        await calls[1].Started;
        calls[1].Complete("done");
        await Task.WhenAll(tasks[0], tasks[1]);
        Assert.Equal(["done", "done"], calls[..2].Select(call => call.Written));
        Assert.All(calls[3..], call => Assert.False(call.IsStarted));
    }

    [Fact]
    public async Task Window_reports_the_earlier_of_two_terminating_failures()
    {
        var window = Ending(throttle: 3);
        var calls = OrderedWindowTests.Add(window, "a", "b", "b", "c");
        var tasks = Tasks(window);
        calls[0].Fail(Final);
        await Assert.ThrowsAsync<CentryException>(() => tasks[0]);

        calls[3].Fail(Final);
        await Assert.ThrowsAsync<CentryException>(() => tasks[3]);

        calls[1].Complete("done");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[2]);
        Assert.False(calls[2].IsStarted);
    }

    [Fact]
    public async Task Window_does_not_start_a_call_added_after_a_terminating_failure()
    {
        var window = Ending(throttle: 2);
        OrderedWindowTests.Add(window, "a")[0].Fail(Final);
        await Assert.ThrowsAsync<CentryException>(() => Tasks(window)[0]);

        Assert.False(OrderedWindowTests.Add(window, "b")[0].IsStarted);
    }

    [Fact]
    public async Task Window_continues_after_a_failure_that_does_not_terminate()
    {
        var window = Ending(throttle: 1);
        var calls = OrderedWindowTests.Add(window, "a", "b");

        calls[0].Fail(Other);

        await calls[1].Started;
        Assert.False(window.IsFull);
    }

    [Fact]
    public async Task Closed_window_starts_nothing_and_lets_running_calls_finish()
    {
        var window = OrderedWindowTests.Window(throttle: 1);
        var calls = OrderedWindowTests.Add(window, "a", "b");
        var tasks = Tasks(window);

        window.Close();

        Assert.True(window.IsFull);
        Assert.False(window.Cancelled.IsCancellationRequested);
        calls[0].Complete("done");
        await tasks[0];
        Assert.Equal("done", calls[0].Written);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[1]);
        Assert.False(calls[1].IsStarted);
        Assert.False(OrderedWindowTests.Add(window, "c")[0].IsStarted);
    }

    [Fact]
    public async Task Stop_cancels_running_waiting_and_future_calls_of_the_window()
    {
        using var stop = new CancellationTokenSource();
        var window = OrderedWindowTests.Window(throttle: 1, stop: stop.Token);
        var calls = OrderedWindowTests.Add(window, "a", "b", "a");
        calls[0].CancelWith(window.Cancelled);

        await stop.CancelAsync();

        var late = OrderedWindowTests.Add(window, "d")[0];
        foreach (var task in Tasks(window))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }

        Assert.DoesNotContain(calls[1..].Append(late), call => call.IsStarted);
    }

    [Fact]
    public async Task Stop_cancels_a_call_that_waits_for_a_slot()
    {
        using var stop = new CancellationTokenSource();
        var window = OrderedWindowTests.Window(throttle: 1, stop: stop.Token);
        OrderedWindowTests.Add(window, "a", "b");

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tasks(window)[1]);
    }

    private static OrderedWindow Ending(int throttle) => OrderedWindowTests.Window(throttle, failure => failure.IsFinal);

    private static Task[] Tasks(OrderedWindow window)
    {
        var tasks = new List<Task>();
        while (window.TryPeek(out var next))
        {
            tasks.Add(WriteAsync(next).Soon());
            window.Take();
        }

        return [.. tasks];
    }

    private static async Task WriteAsync(WindowCall call)
    {
        await call.Task;
        call.Write();
    }
}
