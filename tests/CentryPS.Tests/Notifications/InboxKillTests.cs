using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>A process that is killed at any byte of a write loses no acknowledged notification.</summary>
public sealed class InboxKillTests : InboxTest
{
    [Fact]
    public async Task Next_run_gives_every_whole_line_of_a_file_that_ends_at_any_byte()
    {
        var bytes = await LeaveAsync();
        for (var length = 0; length <= bytes.Length; length++)
        {
            Restore(bytes[..length]);
            var acknowledged = Math.Max(0, bytes[..length].Count(value => value == '\n') - 1);

            var given = TakeAll(Open());

            Assert.InRange(given.Count, acknowledged, acknowledged + 1); // a line of which only the end is missing is whole too
            Assert.Equal(Enumerable.Range(1, given.Count), given.Select(one => one.Number));
            Assert.Empty(Warnings);
            End(Opened.Single());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Next_run_gives_a_notification_whose_mark_ends_at_any_byte(bool isTaken)
    {
        var bytes = await LeaveAsync();
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        var head = new InboxEntry(Received(1)).Head(isTaken);
        for (var length = 0; length < head.Length; length++)
        {
            byte[] torn = [.. bytes];
            head.AsSpan(0, length).CopyTo(torn.AsSpan(start));
            Restore(torn);

            var given = TakeAll(Open()).Select(one => one.Number).ToArray();

            Assert.Equal(isTaken && length >= "{\"taken\":true ".Length ? [2, 3] : [1, 2, 3], given);
            Assert.Empty(Warnings);
            End(Opened.Single());
        }
    }

    private async Task<byte[]> LeaveAsync()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2, 3);
        End(inbox);
        return File.ReadAllBytes(Files.Single());
    }

    private void Restore(byte[] bytes)
    {
        Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
        File.WriteAllBytes(System.IO.Path.Combine(Path, "1.jsonl"), bytes);
    }
}
