using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <content>Where the disk takes nothing, or not everything.</content>
public sealed partial class InboxTests
{
    private const int Full = 9;
    private const string Damaged = "nada\n";

    private string _name = "inbox";
    private Action _warned = () => { };

    private string Dead => System.IO.Path.Combine(Path, "dead");

    [Fact]
    public async Task Lines_that_cannot_be_laid_aside_stay_until_they_can()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1);
        End(inbox);
        File.AppendAllText(Files.Single(), Damaged);
        File.WriteAllText(Dead, string.Empty); // no folder can be made there

        inbox = Open();
        Assert.Equal([(1, 1)], TakeAll(inbox));
        End(inbox);
        File.Delete(Dead);
        End(Open());

        Assert.Equal(Damaged, File.ReadAllText(Assert.Single(Directory.EnumerateFiles(Dead))));
        Assert.Single(Files);
    }

    [Fact]
    public async Task One_that_cannot_be_laid_aside_comes_again()
    {
        await KeepAsync(Open(), 1);
        File.WriteAllText(Dead, string.Empty);
        _ = _open.Single().Next();
        End(_open.Single());

        Assert.Equal([(1, 2)], TakeAll(Open(maximumAttempt: 1)));
    }

    [Fact]
    public async Task What_is_taken_over_while_an_equal_one_fails_to_be_written_is_not_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be moved away.");
        var (left, right) = (Open(), Open());
        await KeepAsync(left, 1);
        await FillAsync(right);
        End(left);
        var away = _folder.File("away");
        Directory.Move(Path, away);
        _warned = () =>
        {
            Directory.Move(away, Path); // it has failed, and is not answered yet
            _clock.Advance(TimeSpan.FromMinutes(1));
        };

        Assert.False(await right.AcceptAsync(Received(1), CancellationToken.None).Soon());

        Assert.Equal([(Full, 1), (1, 1)], TakeAll(right));
    }

    [Fact]
    public async Task What_is_taken_over_and_equals_one_that_waits_is_one_with_it()
    {
        var (left, right) = (Open(), Open());
        await KeepAsync(left, 1);
        await KeepAsync(right, 1);
        End(left);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var given = right.Next()!;
        Assert.Equal(2, given.Notification.Deliveries);
        Assert.Null(right.Next());
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_keeps_nothing_in()
    {
        await LeaveWhereNothingCanBeMadeAsync();

        Assert.Equal([(1, 1), (2, 1)], TakeAll(Open()));
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task What_comes_to_a_disk_that_takes_nothing_is_refused_and_leaves_nothing_behind()
    {
        await LeaveWhereNothingCanBeMadeAsync();
        var inbox = Open();

        for (var number = 3; number <= 5; number++)
        {
            Assert.False(await inbox.AcceptAsync(Received(number), CancellationToken.None).Soon());
        }

        Assert.Equal([(1, 1), (2, 1)], TakeAll(inbox));
        Assert.Equal(["1.jsonl", "1.lock"], Directory.EnumerateFiles(Path).Select(System.IO.Path.GetFileName).Order());
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task The_last_date_outlives_a_run_on_a_disk_that_takes_nothing()
    {
        var date = _clock.GetUtcNow();
        await LeaveWhereNothingCanBeMadeAsync();
        _clock.Advance(TimeSpan.FromHours(1));

        for (var run = 1; run <= 2; run++)
        {
            var inbox = Open();
            TakeAll(inbox);
            Assert.Equal(date, inbox.LastReceivedAt);
            End(inbox);
        }
    }

    [Fact]
    public async Task A_folder_that_is_removed_keeps_nothing_until_it_is_there_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A folder in use cannot be removed.");
        var inbox = Open();
        await KeepAsync(inbox, 1);
        Directory.Delete(Path, recursive: true);

        Assert.False(await inbox.AcceptAsync(Received(2), CancellationToken.None).Soon());
        Assert.False(await inbox.AcceptAsync(Received(3), CancellationToken.None).Soon());
        Assert.Single(_warnings);

        Directory.CreateDirectory(Path);
        await KeepAsync(inbox, 4);
        Assert.Equal([(1, 1), (4, 1)], TakeAll(inbox));
    }

    private void Warn(string text)
    {
        _warnings.Add(text);
        _warned();
    }

    // As much as a file takes, so that the next that comes begins another.
    private async Task FillAsync(Inbox inbox)
    {
        var much = Received(Full);
        much.AdditionalProperties["note"] = new string('x', 4 * 1024 * 1024);
        Assert.True(await inbox.AcceptAsync(much, CancellationToken.None).Soon());
    }

    // In a folder whose path is so long that behind it fits a short name, or a lock, and not the file that belongs to it.
    private async Task LeaveWhereNothingCanBeMadeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths have no such end there.");
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        End(inbox);
        var left = Files.Single();
        var longest = (OperatingSystem.IsMacOS() ? 1024 : 4096) - "/20260331T120000000-564b3e0f.lock".Length - 1;
        while (Path.Length < longest)
        {
            // what is left after a whole part must be enough for one more
            _name += "/" + new string('d', Math.Min(longest - Path.Length - 1, longest - Path.Length > 202 ? 200 : 255));
        }

        Directory.CreateDirectory(Path);
        File.Move(left, System.IO.Path.Combine(Path, "1.jsonl"));
    }
}
