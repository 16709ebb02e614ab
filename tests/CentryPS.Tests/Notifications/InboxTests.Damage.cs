namespace CentryPS.Tests.Notifications;

public sealed partial class InboxTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{\"taken\":false,\"attempts\":     0,\"deliv")]
    [InlineData("\0\0\0\0\0\0")]
    public async Task Half_a_line_at_the_end_was_never_acknowledged(string half)
    {
        var inbox = Open();
        await KeepAsync(inbox, 1);
        End(inbox);
        File.AppendAllText(Files.Single(), half);

        Assert.Equal([(1, 1)], TakeAll(Open()));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("nada")]
    [InlineData("{}x")]
    [InlineData("\0\0\0")]
    [InlineData("{\"taken\":false,\"attempts\":\"muchos\"}")]
    [InlineData("{}")]
    [InlineData("{\"taken\":false,\"notification\":null}")]
    [InlineData("{\"taken\":false,\"notification\":{\"order_id\":\"59c2bd4aa8d1d10b0c9c3f11\"}}")]
    public async Task A_line_that_cannot_be_read_is_laid_aside_and_blocks_nothing(string line)
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        End(inbox);
        var lines = File.ReadAllLines(Files.Single());
        File.WriteAllText(Files.Single(), string.Join('\n', [.. lines[..2], line, .. lines[2..], string.Empty]));

        Assert.Equal([(1, 1), (2, 1)], TakeAll(Open()));
        Assert.Contains(line, File.ReadAllText(Assert.Single(Directory.EnumerateFiles(System.IO.Path.Combine(Path, "dead")))));
        Assert.Single(_warnings);
    }
}
