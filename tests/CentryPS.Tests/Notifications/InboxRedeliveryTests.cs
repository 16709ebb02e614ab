namespace CentryPS.Tests.Notifications;

/// <summary>An inbox redelivers notifications that the pipeline received but did not process.</summary>
public sealed class InboxRedeliveryTests : InboxTest
{
    [Fact]
    public async Task Inbox_redelivers_an_abandoned_notification_after_a_delay_behind_the_queued_ones()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        inbox.Next()!.Abandon();

        Assert.Equal([(2, 1)], ProcessAll(inbox));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var again = inbox.Next()!;
        Assert.Equal((1, 2), (Number(again), again.Notification.Attempt));

        again.Abandon();
        Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(inbox.Next());
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(1, 3)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Inbox_moves_a_notification_to_the_dead_letters_after_the_maximum_attempts()
    {
        var inbox = Open(maximumAttempt: 1);
        await StoreAsync(inbox, 1);
        inbox.Next()!.Abandon();
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(inbox.Next());
        Assert.Single(Directory.EnumerateFiles(Dead));
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task Inbox_delivers_abandoned_notifications_first_in_the_next_run()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        inbox.Next()!.Abandon();
        End(inbox);

        Assert.Equal([(1, 2), (2, 1)], ProcessAll(Open()));
    }

    [Fact]
    public async Task Inbox_keeps_the_last_received_date_of_a_run_whose_files_another_run_adopted()
    {
        var (left, right) = (Open(), Open());
        Clock.Advance(TimeSpan.FromHours(1));
        await StoreAsync(left, 1);
        var date = Clock.GetUtcNow();
        ProcessAll(left);
        End(left);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Files);
        End(right);

        Assert.Equal(date, Open().LastReceivedAt);
    }
}
