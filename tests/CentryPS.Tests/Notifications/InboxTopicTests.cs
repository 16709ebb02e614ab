using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox delivers only the wanted topics, and leaves the others to another process.</summary>
public sealed class InboxTopicTests : InboxTest
{
    private const int Product = 3;

    [Fact]
    public async Task Inbox_leaves_unwanted_notifications_to_another_process_once_it_is_done_with_the_file()
    {
        await LeaveAsync();
        var (orders, products) = (Open(isWanted: Is(CentryTopic.OrderSave)), Open(isWanted: Is(CentryTopic.ProductSave)));

        Assert.Null(products.Next());
        Assert.Equal([(1, 1), (2, 1)], ProcessAll(orders));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var lease = products.Next()!;
        Assert.Equal((CentryTopic.ProductSave, 1), (lease.Notification.Topic, lease.Notification.Attempt));
        Assert.Null(orders.Next());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_does_not_lock_a_file_without_wanted_topics()
    {
        await LeaveAsync();
        ProcessAll(Open(isWanted: Is(CentryTopic.OrderSave)));
        End(Opened.Single());

        Assert.Null(Open(isWanted: Is(CentryTopic.OrderDelete)).Next());
        Assert.NotNull(Open(isWanted: Is(CentryTopic.ProductSave)).Next());
    }

    [Fact]
    public async Task Unwanted_notification_stays_without_counted_attempts_after_any_number_of_runs()
    {
        await LeaveAsync();
        for (var run = 1; run <= 3; run++)
        {
            ProcessAll(Open(maximumAttempt: 1, Is(CentryTopic.OrderSave)));
            End(Opened.Single());
        }

        var lease = Open(maximumAttempt: 1).Next()!;

        Assert.Equal(($"on_product_save {Product:x24}", 1), (lease.Notification.ToString(), lease.Notification.Attempt));
        Assert.False(Directory.Exists(Dead));
    }

    [Fact]
    public async Task Process_leaves_notifications_of_other_topics()
    {
        await LeaveAsync();
        using var process = new ModuleProcess($"(Receive-CentryNotification -Port 0 -InboxPath '{Path}' -Topic OrderSave -First 2).OrderId");

        Assert.Equal($"{1:x24} {2:x24}", string.Join(' ', (await process.EndAsync()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(CentryTopic.ProductSave, Open().Next()!.Notification.Topic);
    }

    private static Func<CentryNotification, bool> Is(CentryTopic topic) => notification => notification.Topic == topic;

    // Leaves two orders and a product in one file.
    private async Task LeaveAsync()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        var product = CentryNotification.Read(Encoding.UTF8.GetBytes($$"""{"topic":"on_product_save","product_id":"{{Product:x24}}"}"""));
        product.ReceivedAt = Clock.GetUtcNow();
        Assert.Null(await inbox.AcceptAsync(product, CancellationToken.None).Soon());
        End(inbox);
    }
}
