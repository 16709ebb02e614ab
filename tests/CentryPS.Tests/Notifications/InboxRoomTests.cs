namespace CentryPS.Tests.Notifications;

/// <summary>An inbox limits how much waits in it.</summary>
public sealed class InboxRoomTests : InboxTest
{
    // Ten notifications of these tests: a line is less than its JSON and 128 bytes, and eleven do not fit.
    public InboxRoomTests() => MaximumSize = 10 * (Poster.About(1).Length + 128);

    [Fact]
    public async Task Inbox_refuses_notifications_beyond_its_size_and_accepts_them_once_there_is_room()
    {
        var inbox = Open();
        await StoreAsync(inbox, [.. Enumerable.Range(1, 10)]);

        Assert.NotNull(await inbox.AcceptAsync(Received(11), CancellationToken.None).Soon());
        Assert.NotNull(await inbox.AcceptAsync(Received(12), CancellationToken.None).Soon());
        Assert.Contains("-MaximumInboxSize", Assert.Single(Warnings));

        await StoreAsync(inbox, 1); // an equal one waits
        inbox.Next()!.Complete();
        await StoreAsync(inbox, 11);
        Assert.Equal(Enumerable.Range(2, 10), ProcessAll(inbox).Select(taken => taken.Number));
    }

    [Fact]
    public async Task Inbox_warns_again_after_a_tenth_of_its_size_became_free()
    {
        var inbox = Open();
        for (var round = 1; round <= 2; round++)
        {
            await StoreAsync(inbox, [.. Enumerable.Range(1, 10)]);
            Assert.NotNull(await inbox.AcceptAsync(Received(11), CancellationToken.None).Soon());
            Assert.Equal(round, Warnings.Count);
            ProcessAll(inbox);
        }
    }

    [Fact]
    public async Task Inbox_counts_abandoned_and_adopted_notifications_and_delivers_all_that_it_adopts()
    {
        var inbox = Open();
        await StoreAsync(inbox, [.. Enumerable.Range(1, 10)]);
        inbox.Next()!.Abandon();
        Assert.NotNull(await inbox.AcceptAsync(Received(11), CancellationToken.None).Soon());
        End(inbox);

        MaximumSize /= 2;
        inbox = Open();
        Assert.NotNull(await inbox.AcceptAsync(Received(11), CancellationToken.None).Soon());
        Assert.Equal(10, ProcessAll(inbox).Count);
        await StoreAsync(inbox, 11);
    }

    [Fact]
    public async Task Inbox_frees_the_room_of_notifications_that_cannot_be_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be removed.");
        var inbox = Open();
        Directory.Delete(Path, recursive: true);
        for (var number = 1; number <= 11; number++)
        {
            Assert.NotNull(await inbox.AcceptAsync(Received(number), CancellationToken.None).Soon());
        }

        Assert.Single(Warnings);
        Directory.CreateDirectory(Path);
        await StoreAsync(inbox, [.. Enumerable.Range(1, 10)]);
    }
}
