using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox delivers every stored notification, regardless of how the process ends.</summary>
public sealed class InboxTests : InboxTest
{
    [Fact]
    public async Task Inbox_delivers_unprocessed_notifications_first_in_the_next_run()
    {
        var first = Open();
        await StoreAsync(first, 1, 2, 3);
        first.Next()!.Complete();
        _ = first.Next();
        End(first);

        var second = Open();
        await StoreAsync(second, 4);

        Assert.Equal([(2, 2), (3, 1), (4, 1)], ProcessAll(second));
        End(second);
        Assert.Empty(ProcessAll(Open()));
    }

    [Fact]
    public async Task Inbox_merges_equal_queued_notifications_but_queues_a_repeat_of_one_in_progress()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 1, 2, 1);
        var lease = inbox.Next()!;
        await StoreAsync(inbox, 1);
        lease.Complete();

        Assert.Equal(3, lease.Notification.Deliveries);
        Assert.Equal([(2, 1), (1, 1)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Inbox_counts_deliveries_across_runs()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1);
        await StoreAsync(inbox, 1);
        End(inbox);

        Assert.Equal(2, Open().Next()!.Notification.Deliveries);
    }

    [Fact]
    public async Task Inbox_moves_a_notification_to_the_dead_letters_when_no_run_processes_it()
    {
        await StoreAsync(Open(), 1, 2);
        for (var run = 1; run <= 3; run++)
        {
            End(Opened.Single());
            var lease = Open(maximumAttempt: 3).Next()!;
            Assert.Equal((1, run), (Number(lease), lease.Notification.Attempt));
        }

        End(Opened.Single());
        var last = Open(maximumAttempt: 3);

        Assert.Equal([(2, 1)], ProcessAll(last));
        var dead = Assert.Single(Directory.EnumerateFiles(System.IO.Path.Combine(Path, "dead")));
        Assert.Contains(Poster.About(1), File.ReadAllText(dead));
        Assert.Contains(dead, Assert.Single(Warnings));
    }

    [Fact]
    public async Task Inbox_adopts_the_files_of_an_ended_inbox_and_shares_none_with_a_running_one()
    {
        var (left, right) = (Open(), Open());
        await StoreAsync(left, 1, 2);
        await StoreAsync(right, 3);

        Assert.Equal([(3, 1)], ProcessAll(right));
        _ = left.Next();
        End(left);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([(1, 2), (2, 1)], ProcessAll(right));
    }

    [Fact]
    public async Task Inbox_deletes_processed_files_and_keeps_the_last_received_date()
    {
        for (var run = 1; run <= 3; run++)
        {
            var inbox = Open();
            Assert.Equal(run == 1 ? null : Clock.GetUtcNow() - TimeSpan.FromHours(run == 2 ? 1 : 2), inbox.LastReceivedAt);
            if (run == 1)
            {
                await StoreAsync(inbox, 1);
                ProcessAll(inbox);
            }

            End(inbox);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(Files);
    }

    [Fact]
    public async Task Inbox_files_can_be_read_while_in_use()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1);

        using var reader = new StreamReader(new FileStream(Files.Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        Assert.Equal(
            $$"""
            {"inbox":1,"last_received_at":null                               }
            {"taken":false,"attempts":     0,"deliveries":     1,"received_at":"2026-03-31T12:00:00.0000000+00:00","notification":{{Poster.About(1)}}}

            """.ReplaceLineEndings("\n"),
            await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Inbox_batches_concurrent_writes_and_limits_the_size_of_its_files()
    {
        var inbox = Open();

        await StoreAsync(inbox, [.. Enumerable.Range(0, 50_000)]);

        Assert.InRange(Files.Length, 2, 4);
        Assert.Equal(Enumerable.Range(0, 50_000), ProcessAll(inbox).Select(taken => taken.Number));
        Assert.Single(Files);
    }

    [Fact]
    public void Inbox_fails_when_its_path_is_a_file()
    {
        File.WriteAllText(Path, string.Empty);

        var error = Assert.Throws<CentryException>(() => Open());

        Assert.Equal(CentryErrorCode.InvalidRequest, error.ErrorCode);
        Assert.Contains(Path, error.Message);
    }
}
