using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox reports files and notifications that it cannot process, and continues with the others.</summary>
public sealed class InboxAccessTests : InboxTest
{
    [Fact]
    public async Task Inbox_reports_a_file_whose_lock_cannot_be_opened_once_and_adopts_it_later()
    {
        var file = await LeaveAsync();
        var denied = System.IO.Path.ChangeExtension(file, ".lock");
        File.Delete(denied);
        Directory.CreateDirectory(denied); // cannot be opened as a file

        var inbox = Open();
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(inbox.Next());
        Assert.Contains(file, Assert.Single(Warnings));

        Directory.Delete(denied);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(1, 1)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Inbox_reports_a_file_that_another_program_has_locked()
    {
        var file = await LeaveAsync();
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Null(Open().Next());
            Assert.Contains(file, Assert.Single(Warnings));
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(1, 1)], ProcessAll(Opened.Single()));
    }

    [Fact]
    public async Task Inbox_does_not_report_a_file_that_another_run_owns()
    {
        await StoreAsync(Open(), 1);

        Assert.Null(Open().Next());
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_reports_a_file_that_is_too_large_to_read_and_delivers_the_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux creates such a file without using disk space.");
        var (other, inbox) = (Open(), Open());
        await StoreAsync(other, 1);
        using (var large = File.Create(System.IO.Path.Combine(Path, "0.jsonl")))
        {
            large.SetLength(5L << 30);
        }

        End(other);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("0.jsonl", Assert.Single(Warnings));
        Assert.Equal([(1, 1)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Inbox_keeps_writing_after_its_callback_fails()
    {
        var calls = 0;
        using var inbox = new Inbox(new InboxOptions(Path, MaximumAttempt: 5, long.MaxValue), Clock, () => throw new OverflowException($"{++calls}"), Warnings.Add);

        await StoreAsync(inbox, 1);
        await StoreAsync(inbox, 2);

        Assert.Equal([(1, 1), (2, 1)], ProcessAll(inbox));
        Assert.NotEmpty(Warnings);
    }

    [Fact]
    public async Task Inbox_keeps_writing_after_its_warning_callback_fails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be removed.");
        var inbox = Open();
        Warned = () => throw new OverflowException();
        Directory.Delete(Path, recursive: true);

        Assert.NotNull(await inbox.AcceptAsync(Received(1), CancellationToken.None).Soon());
        Directory.CreateDirectory(Path);
        await StoreAsync(inbox, 2);

        Assert.Equal([(2, 1)], ProcessAll(inbox));
    }

    [Fact]
    public async Task Dead_letters_get_separate_files_when_they_have_the_same_date_and_topic()
    {
        var inbox = Open(maximumAttempt: 1);
        for (var note = 1; note <= 3; note++)
        {
            var notification = CentryNotification.Read("""{"topic":"on_order_save"}"""u8);
            notification.ReceivedAt = Clock.GetUtcNow();
            notification.AdditionalProperties["note"] = note;
            Assert.Null(await inbox.AcceptAsync(notification, CancellationToken.None).Soon());
            inbox.Next()!.Abandon();
        }

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(inbox.Next());
        Assert.Equal(3, Warnings.Count);
        var dead = Directory.GetFiles(Dead).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["-on_order_save-2.json", "-on_order_save-3.json", "-on_order_save.json"], dead.Select(file => System.IO.Path.GetFileName(file)[18..]));
        Assert.Equal("123", string.Concat(dead.Select(File.ReadAllText).Select(text => text[text.IndexOf("note\":", StringComparison.Ordinal) + 6]).Order()));
        Assert.All(dead, file => Assert.Contains(Warnings, warning => warning.EndsWith(file, StringComparison.Ordinal)));
    }

    private async Task<string> LeaveAsync()
    {
        await StoreAsync(Open(), 1);
        End(Opened.Single());
        return Files.Single();
    }
}
