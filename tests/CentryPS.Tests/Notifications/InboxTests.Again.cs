namespace CentryPS.Tests.Notifications;

/// <content>What the pipeline got and did not take.</content>
public sealed partial class InboxTests
{
    [Fact]
    public async Task What_is_refused_comes_again_after_a_while_behind_what_waits()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        inbox.Next()!.Refused();

        Assert.Equal([(2, 1)], TakeAll(inbox));
        _clock.Advance(TimeSpan.FromMinutes(1));
        var again = inbox.Next()!;
        Assert.Equal((1, 2), (Number(again), again.Notification.Attempt));

        again.Refused();
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(inbox.Next());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([(1, 3)], TakeAll(inbox));
    }

    [Fact]
    public async Task What_is_refused_so_often_as_is_allowed_is_laid_aside()
    {
        var inbox = Open(maximumAttempt: 1);
        await KeepAsync(inbox, 1);
        inbox.Next()!.Refused();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(inbox.Next());
        Assert.Single(Directory.EnumerateFiles(Dead));
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task What_is_refused_when_the_run_ends_comes_first_in_the_next()
    {
        var inbox = Open();
        await KeepAsync(inbox, 1, 2);
        inbox.Next()!.Refused();
        End(inbox);

        Assert.Equal([(1, 2), (2, 1)], TakeAll(Open()));
    }

    [Fact]
    public async Task The_last_date_of_a_run_that_ended_outlives_one_that_took_it_over()
    {
        var (left, right) = (Open(), Open());
        _clock.Advance(TimeSpan.FromHours(1));
        await KeepAsync(left, 1);
        var date = _clock.GetUtcNow();
        TakeAll(left);
        End(left);
        _clock.Advance(TimeSpan.FromMinutes(1));
        End(right);

        Assert.Equal(date, Open().LastReceivedAt);
    }
}
