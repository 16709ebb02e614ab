using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox loses no notification on a disk that refuses some or all writes.</summary>
public sealed class InboxDiskFailureTests : InboxTest
{
    private const int Full = 9;
    private const string Damaged = "nada\n";

    [Fact]
    public async Task Inbox_keeps_unreadable_lines_until_the_dead_letters_can_be_written()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1);
        End(inbox);
        File.AppendAllText(Files.Single(), Damaged);
        File.WriteAllText(Dead, string.Empty); // so that the folder cannot be created

        inbox = Open();
        Assert.Equal([(1, 1)], ProcessAll(inbox));
        End(inbox);
        File.Delete(Dead);
        End(Open());

        Assert.Equal(Damaged, File.ReadAllText(Assert.Single(Directory.EnumerateFiles(Dead))));
        Assert.Single(Files);
    }

    [Fact]
    public async Task Inbox_redelivers_a_notification_that_cannot_be_moved_to_the_dead_letters()
    {
        await StoreAsync(Open(), 1);
        File.WriteAllText(Dead, string.Empty);
        _ = Opened.Single().Next();
        End(Opened.Single());

        Assert.Equal([(1, 2)], ProcessAll(Open(maximumAttempt: 1)));
    }

    [Fact]
    public async Task Inbox_keeps_an_adopted_notification_when_writing_an_equal_one_fails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be moved away.");
        var (left, right) = (Open(), Open());
        await StoreAsync(left, 1);
        await FillAsync(right);
        End(left);
        var away = Folder.File("away");
        Directory.Move(Path, away);
        Warned = () =>
        {
            Directory.Move(away, Path); // the write has failed, but the sender has no response yet
            Clock.Advance(TimeSpan.FromMinutes(1));
        };

        Assert.NotNull(await right.AcceptAsync(Received(1), CancellationToken.None).Soon());

        Assert.Equal([(Full, 1), (1, 1)], ProcessAll(right));
    }

    [Fact]
    public async Task Inbox_merges_an_adopted_notification_with_an_equal_queued_one()
    {
        var (left, right) = (Open(), Open());
        await StoreAsync(left, 1);
        await StoreAsync(right, 1);
        End(left);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var lease = right.Next()!;
        Assert.Equal(2, lease.Notification.Deliveries);
        Assert.Null(right.Next());
    }

    [Fact]
    public async Task Inbox_delivers_stored_notifications_when_the_disk_is_read_only()
    {
        await LeaveOnReadOnlyDiskAsync();

        Assert.Equal([(1, 1), (2, 1)], ProcessAll(Open()));
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task Inbox_refuses_new_notifications_and_leaves_no_files_when_the_disk_is_read_only()
    {
        await LeaveOnReadOnlyDiskAsync();
        var inbox = Open();

        for (var number = 3; number <= 5; number++)
        {
            Assert.NotNull(await inbox.AcceptAsync(Received(number), CancellationToken.None).Soon());
        }

        Assert.Equal([(1, 1), (2, 1)], ProcessAll(inbox));
        Assert.Equal(["1.jsonl", "1.lock"], Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).Order());
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task Inbox_keeps_the_last_received_date_when_the_disk_is_read_only()
    {
        var date = Clock.GetUtcNow();
        await LeaveOnReadOnlyDiskAsync();
        Clock.Advance(TimeSpan.FromHours(1));

        for (var run = 1; run <= 2; run++)
        {
            var inbox = Open();
            ProcessAll(inbox);
            Assert.Equal(date, inbox.LastReceivedAt);
            End(inbox);
        }
    }

    [Fact]
    public async Task Inbox_reuses_the_space_of_processed_notifications_when_the_disk_is_full()
    {
        await LeaveOnReadOnlyDiskAsync();
        var inbox = Open();
        ProcessAll(inbox);
        Clock.Advance(TimeSpan.FromHours(1));

        await StoreAsync(inbox, 3);
        await StoreAsync(inbox, 4);

        Assert.DoesNotContain("\"taken\":true", ReadAll(Files.Single()));
        End(inbox);
        inbox = Open();
        Assert.Equal(Clock.GetUtcNow(), inbox.LastReceivedAt);
        Assert.Equal([(3, 1), (4, 1)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Inbox_keeps_an_edited_file_when_the_disk_has_no_space_for_a_copy()
    {
        await LeaveOnReadOnlyDiskAsync();
        File.WriteAllText(Files.Single(), File.ReadAllText(Files.Single()).Replace("\"attempts\":     0", "\"attempts\":0"));
        var text = File.ReadAllText(Files.Single());
        var inbox = Open();
        inbox.Next()!.Complete();
        End(inbox);

        Assert.Equal(text, File.ReadAllText(Files.Single()));
        Assert.Equal([(1, 1), (2, 1)], ProcessAll(Open()));
    }

    [Fact]
    public async Task Inbox_refuses_notifications_while_its_folder_is_missing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be removed.");
        var inbox = Open();
        await StoreAsync(inbox, 1);
        Directory.Delete(Path, recursive: true);

        Assert.NotNull(await inbox.AcceptAsync(Received(2), CancellationToken.None).Soon());
        Assert.NotNull(await inbox.AcceptAsync(Received(3), CancellationToken.None).Soon());
        Assert.Single(Warnings);

        Directory.CreateDirectory(Path);
        await StoreAsync(inbox, 4);
        Assert.Equal([(1, 1), (4, 1)], ProcessAll(inbox));
    }

    private static string ReadAll(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    // Fills a file, so that the next notification begins another.
    private async Task FillAsync(Inbox inbox)
    {
        var large = Received(Full);
        large.AdditionalProperties["note"] = new string('x', 4 * 1024 * 1024);
        Assert.Null(await inbox.AcceptAsync(large, CancellationToken.None).Soon());
    }

    // The folder has a long path: a lock or a short file name is allowed in it, but the name of a new file is too long.
    private async Task LeaveOnReadOnlyDiskAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows limits paths differently.");
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        End(inbox);
        var left = Files.Single();
        var longest = (OperatingSystem.IsMacOS() ? 1024 : 4096) - "/20260331T120000000-564b3e0f.lock".Length - 1;
        while (Path.Length < longest)
        {
            // leaves space for another path segment
            Name += "/" + new string('d', Math.Min(longest - Path.Length - 1, longest - Path.Length > 202 ? 200 : 255));
        }

        Directory.CreateDirectory(Path);
        File.Move(left, System.IO.Path.Combine(Path, "1.jsonl"));
    }
}
