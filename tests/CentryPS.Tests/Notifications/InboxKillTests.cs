using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>A process that is killed at any byte of a write loses no acknowledged notification.</summary>
public sealed class InboxKillTests : InboxTest
{
    [Fact]
    public async Task Next_run_delivers_every_complete_line_when_the_file_ends_at_any_byte()
    {
        var bytes = await LeaveAsync();
        for (var length = 0; length <= bytes.Length; length++)
        {
            Restore(bytes[..length]);
            var acknowledged = Math.Max(0, bytes[..length].Count(value => value == '\n') - 1);

            var delivered = ProcessAll(Open());

            // A line that misses only its line end is complete.
            Assert.InRange(delivered.Count, acknowledged, acknowledged + 1);
            Assert.Equal(Enumerable.Range(1, delivered.Count), delivered.Select(one => one.Number));
            Assert.Empty(Warnings);
            End(Opened.Single());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Next_run_delivers_a_notification_when_its_mark_ends_at_any_byte(bool isTaken)
    {
        var bytes = await LeaveAsync();
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        var head = new InboxEntry(Received(1)).Head(isTaken);
        for (var length = 0; length < head.Length; length++)
        {
            byte[] torn = [.. bytes];
            head.AsSpan(0, length).CopyTo(torn.AsSpan(start));
            Restore(torn);

            var delivered = ProcessAll(Open()).Select(one => one.Number).ToArray();

            Assert.Equal(isTaken && length >= "{\"taken\":true ".Length ? [2, 3] : [1, 2, 3], delivered);
            Assert.Empty(Warnings);
            End(Opened.Single());
        }
    }

    private async Task<byte[]> LeaveAsync()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1, 2, 3);
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
