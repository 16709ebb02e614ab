namespace CentryPS.Tests.Notifications;

/// <summary>An inbox with truncated or unreadable lines loses no notification.</summary>
public sealed class InboxCorruptionTests : InboxTest
{
    [Theory]
    [InlineData("")]
    [InlineData("{\"taken\":false,\"attempts\":     0,\"deliv")]
    [InlineData("\0\0\0\0\0\0")]
    public async Task Inbox_ignores_a_truncated_last_line(string half)
    {
        var inbox = Open();
        await StoreAsync(inbox, 1);
        End(inbox);
        File.AppendAllText(Files.Single(), half);

        Assert.Equal([(1, 1)], ProcessAll(Open()));
        Assert.Empty(Warnings);
    }

    [Theory]
    [InlineData("nada")]
    [InlineData("{}x")]
    [InlineData("\0\0\0")]
    [InlineData("{\"taken\":false,\"attempts\":\"muchos\"}")]
    [InlineData("{}")]
    [InlineData("{\"taken\":false,\"notification\":null}")]
    [InlineData("{\"taken\":false,\"notification\":{\"order_id\":\"59c2bd4aa8d1d10b0c9c3f11\"}}")]
    [InlineData("{\"taken\":false,\"notification\":{\"topic\":\"on_order_save\",\"order_id\":\"../../oauth/token/info\"}}")]
    public async Task Inbox_moves_an_unreadable_line_to_the_dead_letters_and_continues(string line)
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2);
        End(inbox);
        var lines = File.ReadAllLines(Files.Single());
        File.WriteAllText(Files.Single(), string.Join('\n', [.. lines[..2], line, .. lines[2..], string.Empty]));

        Assert.Equal([(1, 1), (2, 1)], ProcessAll(Open()));
        Assert.Contains(line, File.ReadAllText(Assert.Single(Directory.EnumerateFiles(Dead))));
        Assert.Single(Warnings);
    }
}
