using System.Text;

namespace CentryPS.Tests.Notifications;

/// <summary>A file of an inbox that a person has edited loses no notification, and none is marked in the place of another.</summary>
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
        inbox.Next()!.Taken();
        _ = inbox.Next();
        End(inbox);

        inbox = Open();
        var given = inbox.Next()!;
        Assert.Equal((2, 2, Clock.GetUtcNow()), (Number(given), given.Notification.Attempt, given.Notification.ReceivedAt));
        Assert.Equal([(3, 1)], TakeAll(inbox));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_gives_the_last_notification_of_a_file_whose_last_line_end_was_removed()
    {
        await LeaveAsync(text => text.TrimEnd('\n'));

        Assert.Equal([(1, 1), (2, 1), (3, 1)], TakeAll(Open()));
    }

    [Fact]
    public async Task Notification_without_a_date_stays_readable_after_it_is_marked()
    {
        await LeaveAsync(text => text + $"{{\"notification\":{Poster.About(4)}}}\n");
        Assert.Equal([1, 2, 3, 4], GiveAll());

        Assert.Equal([1, 2, 3, 4], GiveAll());
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task Inbox_gives_a_notification_that_an_older_version_accepted_although_it_is_deeply_nested()
    {
        await LeaveAsync(text => text.Replace(Poster.About(2), Poster.About(2).Replace("}", $",\"deep\":{new string('[', 60)}{new string(']', 60)}}}")));

        Assert.Equal([(1, 1), (2, 1), (3, 1)], TakeAll(Open()));
    }

    [Fact]
    public async Task Inbox_marks_no_notification_that_has_moved_to_the_place_of_another()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        var lines = ReadAll().Split('\n');
        using (var editor = new StreamWriter(new FileStream(Files.Single(), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite)))
        {
            editor.Write(string.Join('\n', lines[0], lines[2], string.Empty)); // without the first notification
        }

        var text = ReadAll();
        inbox.Next()!.Taken();
        Assert.Equal(text, ReadAll());
        End(inbox);

        Assert.Equal([(2, 1)], TakeAll(Open()));
        Assert.Empty(Warnings);
    }

    private string ReadAll()
    {
        using var reader = new StreamReader(new FileStream(Files.Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private int[] GiveAll()
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

    // Three notifications in a file that is edited when nobody has it.
    private async Task LeaveAsync(Func<string, string> edit)
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2, 3);
        End(inbox);
        File.WriteAllText(Files.Single(), edit(File.ReadAllText(Files.Single())), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
