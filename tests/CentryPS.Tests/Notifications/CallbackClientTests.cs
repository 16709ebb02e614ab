using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests the client that posts to callbacks, with a clock that the test controls.</summary>
public sealed class CallbackClientTests
{
    [Theory]
    [InlineData(14_999, true)]
    [InlineData(15_000, false)]
    public async Task Callback_accepts_an_answer_only_within_15_seconds(int milliseconds, bool isAccepted)
    {
        var clock = new HeldClock();
        using var server = new RawServer(async (_, stream, stop) =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            await (isAccepted ? stream.WriteAsync(Script.Status(200), stop).AsTask() : Task.Delay(Timeout.Infinite, stop));
        });
        using var client = new CallbackClient(clock, TimeSpan.FromSeconds(15));

        var delivery = await client.PostAsync(server.BaseUri.OriginalString, NotificationBuilder.Build(CentryTopic.OrderSave, "a"), CancellationToken.None).Soon();

        Assert.Equal((isAccepted, milliseconds), (delivery.IsAccepted, delivery.ElapsedMilliseconds));
        Assert.Equal(isAccepted ? null : "no response within 15 s", delivery.Problem);
    }

    [Fact]
    public async Task Callback_reads_an_endless_body_only_up_to_its_limit()
    {
        using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop);
            for (var part = new byte[16 * 1024]; !stop.IsCancellationRequested;)
            {
                await stream.WriteAsync(part, stop);
            }
        });
        using var client = new CallbackClient(new HeldClock(), TimeSpan.FromSeconds(15));

        var delivery = await client.PostAsync(server.BaseUri.OriginalString, NotificationBuilder.Build(CentryTopic.OrderSave, "a"), CancellationToken.None).Soon();

        Assert.Equal((true, 64 * 1024), (delivery.IsAccepted, delivery.ResponseBody!.Length));
    }
}
