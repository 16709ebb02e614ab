using System.Text;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>-CatchUp starts early enough after a process is killed at any byte of a write.</summary>
public sealed class CatchUpPointTests : InboxTest
{
    [Fact]
    public async Task Catch_up_begins_early_enough_when_its_file_ends_at_any_byte()
    {
        await LeaveAsync();
        var inbox = Open();
        var (path, owed) = (System.IO.Path.Combine(Path, "catching-up.txt"), Clock.GetUtcNow() - TimeSpan.FromDays(3));
        CatchUpPoint.Find(owed, inbox, Clock.GetUtcNow(), Warnings.Add);
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Warnings.Clear();

            var point = CatchUpPoint.Find(requested: null, inbox, Clock.GetUtcNow(), Warnings.Add)!;

            var isWhole = Encoding.ASCII.GetString(bytes).Trim() == Encoding.ASCII.GetString(bytes[..length]).Trim();
            Assert.Equal(isWhole || point.Since == owed ? owed : Clock.GetUtcNow() - TimeSpan.FromMinutes(5), point.Since);
            Assert.Equal(point.Since == owed ? 0 : 1, Warnings.Count);
        }
    }

    [Fact]
    public async Task Catch_up_ignores_the_temporary_file_of_a_killed_run()
    {
        await LeaveAsync();
        var path = System.IO.Path.Combine(Path, "catching-up.txt");
        File.WriteAllText(path + ".0123456789.tmp", "2026-0");

        var point = CatchUpPoint.Find(requested: null, Open(), Clock.GetUtcNow(), Warnings.Add)!;
        point.Complete(Warnings.Add);

        Assert.Equal(Clock.GetUtcNow() - TimeSpan.FromMinutes(5), point.Since);
        Assert.False(File.Exists(path));
        Assert.Empty(Warnings);
    }

    private async Task LeaveAsync()
    {
        var inbox = Open();
        await StoreAsync(inbox, 1);
        End(inbox);
    }
}
