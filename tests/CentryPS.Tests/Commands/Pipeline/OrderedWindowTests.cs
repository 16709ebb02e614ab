using System.Runtime.CompilerServices;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Tests.Commands.Pipeline;

/// <summary>A window limits concurrency and returns results in input order.</summary>
public sealed class OrderedWindowTests
{
    private static readonly CentryException Failure = new(CentryErrorCode.NotFound, "no");

    [Fact]
    public async Task Window_returns_results_in_input_order_whatever_the_order_of_the_answers()
    {
        var window = Window(throttle: 4);
        var calls = Add(window, "a", "b", "c", "d");
        foreach (var i in new[] { 3, 1, 0, 2 })
        {
            calls[i].Complete($"result {i}");
        }

        for (var i = 0; i < calls.Length; i++)
        {
            Assert.True(window.TryPeek(out var next));
            await next.Task.Soon();
            next.Write();
            Assert.Equal((i, $"input {i}", $"result {i}"), ((int)next.Index, next.Input, calls[i].Written));
            window.Take();
        }

        Assert.False(window.TryPeek(out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Window_runs_as_many_calls_as_its_throttle_and_starts_the_next_when_one_ends(int throttle)
    {
        var window = Window(throttle);
        var calls = Add(window, "a", "b", "c", "d", "e", "f");
        for (var ended = 0; ended < calls.Length; ended++)
        {
            var running = Math.Min(ended + throttle, calls.Length);
            await Task.WhenAll(calls.Take(running).Select(call => call.Started));
            Assert.All(calls.Skip(running), call => Assert.False(call.IsStarted));
            calls[ended].Complete("done");
        }
    }

    [Fact]
    public async Task Window_starts_the_next_call_when_one_fails()
    {
        var window = Window(throttle: 1);
        var calls = Add(window, "a", "b");

        calls[0].Fail(Failure);

        await calls[1].Started;
    }

    [Fact]
    public void Window_holds_eight_times_as_many_calls_as_it_runs()
    {
        var window = Window(throttle: 2);
        var calls = Add(window, [.. Enumerable.Range(0, 15).Select(i => $"{i}")]);
        Assert.False(window.IsFull);

        Add(window, "15");
        Assert.True(window.IsFull);

        calls[0].Complete("done");
        Assert.True(window.IsFull);
        window.Take();
        Assert.False(window.IsFull);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Window_runs_calls_of_one_key_in_sequence(bool fails)
    {
        var window = Window(throttle: 8);
        var calls = Add(window, "Uno", "uno", "UNO", "dos");
        await calls[3].Started;

        for (var i = 0; i < 3; i++)
        {
            await calls[i].Started;
            Assert.All(calls[(i + 1)..3], call => Assert.False(call.IsStarted));
            End(calls[i], fails && i < 2);
        }

        window.Take();
        window.Take();
        Assert.True(window.TryPeek(out var last));
        await last.Task.Soon();
        last.Write();
        Assert.Equal("done", calls[2].Written);
    }

    [Fact]
    public async Task Window_call_waits_for_the_last_call_of_its_key_after_an_earlier_result_was_taken()
    {
        var window = Window(throttle: 8);
        var calls = Add(window, "a", "a");
        calls[0].Complete("done");
        await calls[1].Started;
        window.Take();

        var third = Add(window, "a")[0];
        Assert.False(third.IsStarted);
        calls[1].Complete("done");
        await third.Started;
    }

    [Fact]
    public async Task Window_frees_a_key_as_soon_as_its_call_ends()
    {
        var window = Window(throttle: 8);
        Add(window, "a")[0].Complete("done");
        Assert.True(window.TryPeek(out var first));
        await first.Task.Soon();
        window.Take();

        Assert.True(Add(window, "a")[0].IsStarted);
    }

    [Fact]
    public void Window_releases_results_that_were_taken()
    {
        var window = new OrderedWindow(1, _ => false, CancellationToken.None);

        var result = AddAndTake(window);

        GC.Collect();
        Assert.False(result.IsAlive);
        GC.KeepAlive(window);
    }

    [Fact]
    public async Task Window_call_that_waits_for_its_key_occupies_no_slot()
    {
        var calls = Add(Window(throttle: 2), "a", "a", "b");

        await calls[2].Started;

        Assert.False(calls[1].IsStarted);
    }

    internal static OrderedWindow Window(int throttle, Func<CentryException, bool>? ends = null, CancellationToken stop = default) =>
        new(throttle, ends ?? (_ => false), stop);

    internal static HeldCall[] Add(OrderedWindow window, params string[] keys)
    {
        HeldCall[] calls = [.. keys.Select(_ => new HeldCall())];
        for (var i = 0; i < keys.Length; i++)
        {
            window.Add($"input {i}", new WindowCall<string>(keys[i], calls[i].RunAsync, calls[i].Write));
        }

        return calls;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // so that no local variable of the test references the result
    private static WeakReference AddAndTake(OrderedWindow window)
    {
        var result = new object();
        window.Add("input", new WindowCall<object>("a", () => Task.FromResult(result), _ => { }));
        window.Take();
        return new WeakReference(result);
    }

    private static void End(HeldCall call, bool fails)
    {
        if (fails)
        {
            call.Fail(Failure);
        }
        else
        {
            call.Complete("done");
        }
    }
}
