namespace CentryPS.Tests.Notifications;

/// <summary>An inbox limits the size of its pending notifications.</summary>
public sealed class InboxSizeTests : InboxTest
{
    // Space for ten notifications: a line is shorter than its JSON plus 128 bytes, and eleven lines do not fit.
    public InboxSizeTests() => MaximumSize = 10 * (Poster.About(1).Length + 128);

    [Fact]
    public async Task Inbox_refuses_notifications_beyond_its_size_and_accepts_them_once_space_is_free()
    {
        var inbox = Open();
        await StoreAsync(inbox, [.. Enumerable.Range(1, 10)]);

        Assert.NotNull(await inbox.AcceptAsync(Received(11), CancellationToken.None).Soon());
        Assert.NotNull(await inbox.AcceptAsync(Received(12), CancellationToken.None).Soon());
        Assert.Contains("-MaximumInboxSize", Assert.Single(Warnings));

        await StoreAsync(inbox, 1); // merged with the pending one
        inbox.Next()!.Complete();
        await StoreAsync(inbox, 11);
        Assert.Equal(Enumerable.Range(2, 10), ProcessAll(inbox).Select(taken => taken.Number));
    }

    [Fact]
    public async Task Inbox_warns_again_after_a_tenth_of_its_size_was_freed()
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
    public async Task Inbox_size_includes_abandoned_and_adopted_notifications_and_all_adopted_ones_are_delivered()
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
    public async Task Inbox_frees_the_space_of_notifications_that_cannot_be_written()
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
