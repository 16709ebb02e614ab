namespace CentryPS.Tests.Session;

/// <summary>A lock between processes is granted in the order of requests and released when its process ends.</summary>
public sealed class SignInLockTests
{
    private readonly string _name = Guid.NewGuid().ToString();
    private readonly HeldClock _clock = new();

    [Fact]
    public async Task Lock_is_granted_to_the_longest_waiting_request()
    {
        var hold = await TakeAsync();
        var order = new List<int>();
        var waiting = new List<Task>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add(WaitAsync(i));
            await _clock.NextWaitAsync();
        }

        hold.Dispose();
        waiting.Add(WaitAsync(5)); // the lock is free, but others are queued
        while (order.Count < 6)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        await Task.WhenAll(waiting).Soon();
        Assert.Equal([0, 1, 2, 3, 4, 5], order);

        async Task WaitAsync(int number)
        {
            using var taken = await TakeAsync();
            lock (order)
            {
                order.Add(number);
            }
        }
    }

    [Fact]
    public async Task Lock_and_queue_entry_of_a_killed_process_are_released()
    {
        (await TakeAsync()).Dispose();
        var file = Directory.EnumerateFiles(SignInLock.FindFolder(), "*.lock").MaxBy(File.GetCreationTimeUtc)!;
        var queueEntry = Path.ChangeExtension(file, $".{0:D19}.{Guid.NewGuid():N}.wait");
        File.WriteAllText(queueEntry, string.Empty);

        (await TakeAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Dispose();

        Assert.False(File.Exists(queueEntry));
    }

    [Fact]
    public async Task Number_noted_by_a_holder_is_read_by_the_next_one()
    {
        using (var hold = await TakeAsync())
        {
            Assert.Equal(0, hold.Number);
            hold.Note(120);
            hold.Note(7);
        }

        using var next = await TakeAsync();
        Assert.Equal(7, next.Number);
    }

    [Fact]
    public async Task Lock_that_is_not_released_is_an_error_after_two_minutes()
    {
        using var hold = await TakeAsync();
        var waiting = TakeAsync();
        await _clock.NextWaitAsync();
        _clock.Advance(TimeSpan.FromMinutes(3));

        var error = await Assert.ThrowsAsync<CentryException>(() => waiting.Soon());

        Assert.Equal(CentryErrorCode.Timeout, error.ErrorCode);
        Assert.Contains(".lock", error.Message);
    }

    private Task<SignInLock> TakeAsync() => SignInLock.TakeAsync(_name, _clock, CancellationToken.None);
}
