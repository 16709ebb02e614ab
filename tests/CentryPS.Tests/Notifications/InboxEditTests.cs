using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>After a user edits a file, an inbox loses no notification and marks none incorrectly.</summary>
public sealed class InboxEditTests : InboxTest
{
    public static TheoryData<string, string> Edits => new()
    {
        { "\n", "\r\n" },
        { "\"attempts\":     0,", "\"attempts\": 0," },
        { "\"deliveries\":     1,", "\"deliveries\":1234567890," },
        { ",\"received_at\":", ",\"comment\":\"x\",\"received_at\":" },
        { "+00:00\",\"notification\"", "Z\",\"notification\"" },
        { "{\"taken\":false,", "{ \"taken\" : false , " },
        { "{\"inbox\":1", "{\"comment\":\"x\",\"inbox\":1" },
        { "{\"inbox\":1", "\uFEFF{\"inbox\":1" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Inbox_marks_the_notifications_of_an_edited_file_correctly(string from, string to)
    {
        await LeaveAsync(text => text.Replace(from, to));
        var inbox = Open();
        inbox.Next()!.Complete();
        _ = inbox.Next();
        End(inbox);

        inbox = Open();
        var lease = inbox.Next()!;
        Assert.Equal((2, 2, Clock.GetUtcNow()), (Number(lease), lease.Notification.Attempt, lease.Notification.ReceivedAt));
        Assert.Equal([(3, 1)], ProcessAll(inbox));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_delivers_the_last_notification_of_a_file_when_its_last_line_end_was_removed()
    {
        await LeaveAsync(text => text.TrimEnd('\n'));

        Assert.Equal([(1, 1), (2, 1), (3, 1)], ProcessAll(Open()));
    }

    [Fact]
    public async Task Notification_without_a_date_stays_readable_after_it_is_marked()
    {
        await LeaveAsync(text => text + $"{{\"notification\":{Poster.About(4)}}}\n");
        Assert.Equal([1, 2, 3, 4], LeaseAll());

        Assert.Equal([1, 2, 3, 4], LeaseAll());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_delivers_a_deeply_nested_notification_when_an_older_version_accepted_it()
    {
        await LeaveAsync(text => text.Replace(Poster.About(2), Poster.About(2).Replace("}", $",\"deep\":{new string('[', 60)}{new string(']', 60)}}}")));

        Assert.Equal([(1, 1), (2, 1), (3, 1)], ProcessAll(Open()));
    }

    [Fact]
    public async Task Inbox_marks_no_notification_when_another_one_has_moved_to_its_place()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        var lines = ReadAll().Split('\n');
        using (var editor = new StreamWriter(new FileStream(Files.Single(), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite)))
        {
            editor.Write(string.Join('\n', lines[0], lines[2], string.Empty)); // without the first notification
        }

        var text = ReadAll();
        inbox.Next()!.Complete();
        Assert.Equal(text, ReadAll());
        End(inbox);

        Assert.Equal([(2, 1)], ProcessAll(Open()));
        Assert.Empty(Warnings);
    }

    private string ReadAll()
    {
        using var reader = new StreamReader(new FileStream(Files.Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private int[] LeaseAll()
    {
        var inbox = Open();
        var numbers = new List<int>();
        while (inbox.Next() is { } next)
        {
            numbers.Add(Number(next));
        }

        End(inbox);
        return [.. numbers];
    }

    // Leaves three notifications in a file, and edits it while no process owns it.
    private async Task LeaveAsync(Func<string, string> edit)
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2, 3);
        End(inbox);
        File.WriteAllText(Files.Single(), edit(File.ReadAllText(Files.Single())), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
