using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox gives only the topics that are wanted, and keeps the others for another process.</summary>
public sealed class InboxTopicTests : InboxTest
{
    private const int Product = 3;

    [Fact]
    public async Task Inbox_leaves_unwanted_notifications_to_another_process_once_it_is_done_with_the_file()
    {
        await LeaveAsync();
        var (orders, products) = (Open(isWanted: Is(CentryTopic.OrderSave)), Open(isWanted: Is(CentryTopic.ProductSave)));

        Assert.Null(products.Next());
        Assert.Equal([(1, 1), (2, 1)], TakeAll(orders));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var given = products.Next()!;
        Assert.Equal((CentryTopic.ProductSave, 1), (given.Notification.Topic, given.Notification.Attempt));
        Assert.Null(orders.Next());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_does_not_lock_a_file_in_which_it_wants_nothing()
    {
        await LeaveAsync();
        TakeAll(Open(isWanted: Is(CentryTopic.OrderSave)));
        End(Opened.Single());

        Assert.Null(Open(isWanted: Is(CentryTopic.OrderDelete)).Next());
        Assert.NotNull(Open(isWanted: Is(CentryTopic.ProductSave)).Next());
    }

    [Fact]
    public async Task Unwanted_notification_stays_after_any_number_of_runs_without_a_counted_attempt()
    {
        await LeaveAsync();
        for (var run = 1; run <= 3; run++)
        {
            TakeAll(Open(maximumAttempt: 1, Is(CentryTopic.OrderSave)));
            End(Opened.Single());
        }

        var given = Open(maximumAttempt: 1).Next()!;

        Assert.Equal(($"on_product_save {Product:x24}", 1), (given.Notification.ToString(), given.Notification.Attempt));
        Assert.False(Directory.Exists(Dead));
    }

    [Fact]
    public async Task Process_with_other_topics_leaves_what_it_does_not_want()
    {
        await LeaveAsync();
        using var process = new ModuleProcess($"(Receive-CentryNotification -Port 0 -InboxPath '{Path}' -Topic OrderSave -First 2).OrderId");

        Assert.Equal($"{1:x24} {2:x24}", string.Join(' ', (await process.EndAsync()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(CentryTopic.ProductSave, Open().Next()!.Notification.Topic);
    }

    private static Func<CentryNotification, bool> Is(CentryTopic topic) => notification => notification.Topic == topic;

    // Two orders and a product in one file.
    private async Task LeaveAsync()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        var product = CentryNotification.Read(Encoding.UTF8.GetBytes($$"""{"topic":"on_product_save","product_id":"{{Product:x24}}"}"""));
        product.ReceivedAt = Clock.GetUtcNow();
        Assert.True(await inbox.AcceptAsync(product, CancellationToken.None).Soon());
        End(inbox);
    }
}
