using System.Text;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>An inbox through ends of every kind: what was kept comes out, once for each time that it waited.</summary>
public sealed partial class InboxTests : IDisposable
{
    private readonly HeldClock _clock = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];
    private readonly List<Inbox> _open = [];

    private string Path => _folder.File(_name);

    private string[] Files => [.. Directory.EnumerateFiles(Path, "*.jsonl").Order()];

    public void Dispose()
    {
        _open.ForEach(inbox => inbox.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_kept_and_not_taken_comes_first_in_the_next_run()
    {
        var first = Open();
        await KeepAsync(first, 1, 2, 3);
        first.Next()!.Taken();
        _ = first.Next();
        End(first);

        var second = Open();
        await KeepAsync(second, 4);

        Assert.Equal([(2, 2), (3, 1), (4, 1)], TakeAll(second));
        End(second);
        Assert.Empty(TakeAll(Open()));
    }

    [Fact]
    public async Task Equal_ones_that_wait_are_one_and_a_repeat_while_one_is_worked_on_waits_again()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 1, 2, 1);
        var given = inbox.Next()!;
        await KeepAsync(inbox, 1);
        given.Taken();

        Assert.Equal(3, given.Notification.Deliveries);
        Assert.Equal([(2, 1), (1, 1)], TakeAll(inbox));
    }

    [Fact]
    public async Task How_often_it_came_is_known_in_the_next_run()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1);
        await KeepAsync(inbox, 1);
        End(inbox);

        Assert.Equal(2, Open().Next()!.Notification.Deliveries);
    }

    [Fact]
    public async Task What_is_never_taken_is_laid_aside()
    {
        await KeepAsync(Open(), 1, 2);
        for (var run = 1; run <= 3; run++)
        {
            End(_open.Single());
            var given = Open(maximumAttempt: 3).Next()!;
            Assert.Equal((1, run), (Number(given), given.Notification.Attempt));
        }

        End(_open.Single());
        var last = Open(maximumAttempt: 3);

        Assert.Equal([(2, 1)], TakeAll(last));
        var dead = Assert.Single(Directory.EnumerateFiles(System.IO.Path.Combine(Path, "dead")));
        Assert.Contains(Poster.About(1), File.ReadAllText(dead));
        Assert.Contains(dead, Assert.Single(_warnings));
    }

    [Fact]
    public async Task Two_at_once_never_get_the_same_and_one_takes_over_what_the_other_leaves()
    {
        var (left, right) = (Open(), Open());
        await KeepAsync(left, 1, 2);
        await KeepAsync(right, 3);

        Assert.Equal([(3, 1)], TakeAll(right));
        _ = left.Next();
        End(left);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([(1, 2), (2, 1)], TakeAll(right));
    }

    [Fact]
    public async Task Files_of_which_all_was_taken_go_and_the_last_date_stays()
    {
        for (var run = 1; run <= 3; run++)
        {
            var inbox = Open();
            Assert.Equal(run == 1 ? null : _clock.GetUtcNow() - TimeSpan.FromHours(run == 2 ? 1 : 2), inbox.LastReceivedAt);
            if (run == 1)
            {
                await KeepAsync(inbox, 1);
                TakeAll(inbox);
            }

            End(inbox);
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(Files);
    }

    [Fact]
    public async Task A_person_can_read_it_while_it_is_used()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1);

        using var reader = new StreamReader(new FileStream(Files.Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
        Assert.Equal(
            $$"""
            {"inbox":1,"last_received_at":null}
            {"taken":false,"attempts":     0,"deliveries":     1,"received_at":"2026-03-31T12:00:00.0000000+00:00","notification":{{Poster.About(1)}}}

            """.ReplaceLineEndings("\n"),
            await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Many_at_once_are_few_writes_and_no_file_grows_without_end()
    {
        var inbox = Open();

        await KeepAsync(inbox, [.. Enumerable.Range(0, 50_000)]);

        Assert.InRange(Files.Length, 2, 4);
        Assert.Equal(Enumerable.Range(0, 50_000), TakeAll(inbox).Select(taken => taken.Number));
        Assert.Single(Files);
    }

    [Fact]
    public void A_folder_that_cannot_be_one_is_told()
    {
        File.WriteAllText(Path, string.Empty);

        var error = Assert.Throws<CentryException>(() => Open());

        Assert.Equal(CentryErrorCode.InvalidRequest, error.ErrorCode);
        Assert.Contains(Path, error.Message);
    }

    private static int Number(IHandover given) => Convert.ToInt32(given.Notification.OrderId, 16);

    private static List<(int Number, int Attempt)> TakeAll(Inbox inbox)
    {
        var taken = new List<(int, int)>();
        while (inbox.Next() is { } next)
        {
            taken.Add((Number(next), next.Notification.Attempt));
            next.Taken();
        }

        return taken;
    }

    private async Task KeepAsync(Inbox inbox, params int[] numbers)
    {
        var kept = numbers.Select(number => inbox.AcceptAsync(Received(number), CancellationToken.None));
        Assert.All(await Task.WhenAll(kept).Soon(), Assert.True);
    }

    private CentryNotification Received(int number)
    {
        var notification = CentryNotification.Read(Encoding.UTF8.GetBytes(Poster.About(number)));
        notification.ReceivedAt = _clock.GetUtcNow();
        return notification;
    }

    private Inbox Open(int maximumAttempt = 5)
    {
        var inbox = new Inbox(Path, maximumAttempt, _clock, () => { }, Warn);
        _open.Add(inbox);
        return inbox;
    }

    private void End(Inbox inbox)
    {
        inbox.Dispose();
        _open.Remove(inbox);
    }
}
