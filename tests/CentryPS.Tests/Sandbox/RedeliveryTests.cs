namespace CentryPS.Tests.Sandbox;

/// <summary>The sandbox repeats deliveries as Centry does, with bounded memory.</summary>
public sealed class RedeliveryTests : DeliveryTest
{
    [Theory]
    [InlineData(201)]
    [InlineData(302)]
    [InlineData(503)]
    [InlineData(null)]
    public async Task Delivery_without_a_200_within_15_seconds_is_repeated_after_5_minutes(int? status)
    {
        using var redirectTarget = new Script(Script.Status(200)).Serve();
        var first = status is { } code ? Script.Status(code, $"Location: {redirectTarget.BaseUri}") : Script.Silence;
        using var receiver = new Script(first, Script.Status(200)) { Silent = () => Clock.Advance(TimeSpan.FromSeconds(15)) }.Serve();
        AddWebhook(receiver.BaseUri.ToString(), "on_order_save");

        Centry.Orders.Add([]);
        var refused = await NextAsync();
        var pause = await Clock.NextWaitAsync();
        Clock.Advance(pause);
        var accepted = await NextAsync();

        Assert.Equal(TimeSpan.FromMinutes(5), pause);
        Assert.Equal((1, false, status is null ? "No response within 15 s." : $"HTTP {status}"), (refused.Intent, refused.Accepted, refused.Response));
        Assert.Equal((2, true, "HTTP 200"), (accepted.Intent, accepted.Accepted, accepted.Response));
        Assert.Equal(2, receiver.Requests);
        Assert.Equal(0, redirectTarget.Requests);
    }

    [Fact]
    public async Task Delivery_is_attempted_576_times()
    {
        using var receiver = new Script(Script.Status(500)).Serve();
        await using var centry = await StartAsync(new RunningClock());
        AddWebhook(centry, receiver.BaseUri.ToString(), "on_order_save");

        centry.Orders.Add([]);
        for (var attempt = 1; attempt <= 576; attempt++)
        {
            Assert.Equal((attempt, false), await NextAsync() is var delivery ? (delivery.Intent, delivery.Accepted) : default);
        }

        using var http = BareClient.Of(centry);
        for (var i = 0; i < 20; i++)
        {
            await LogAsync(http); // gives time for a further attempt
        }

        Assert.Equal(576, receiver.Requests);
    }

    [Fact]
    public async Task Delivery_does_not_delay_a_change_and_stops_with_the_sandbox()
    {
        TaskCompletionSource received = new(), closed = new();
        using var receiver = new RawServer(async (_, stream, stop) =>
        {
            received.SetResult();
            await stream.ReadAsync(new byte[1], stop).AsTask().ContinueWith(_ => 0, TaskScheduler.Default);
            closed.SetResult();
        });
        AddWebhook(receiver.BaseUri.ToString(), "on_order_save");

        Centry.Orders.Add([]);
        await received.Task.Soon();
        await Centry.DisposeAsync();

        await closed.Task.Soon();
        Assert.Empty(Centry.Deliveries);
    }

    [Fact]
    public async Task Delivery_log_is_limited_to_1000_entries_and_the_queue_to_10000()
    {
        var release = new TaskCompletionSource();
        using var receiver = new RawServer((_, _, _) => release.Task);
        AddWebhook(receiver.BaseUri.ToString(), "on_order_save");

        for (var i = 0; i < 10_000 + 1_001; i++)
        {
            Centry.Orders.Add([]);
        }

        release.SetResult();
        Assert.Contains("10000 notifications are pending", (await NextAsync()).Response);
        Assert.Equal(1000, Centry.Deliveries.Count);
    }
}
