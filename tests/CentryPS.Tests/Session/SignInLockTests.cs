namespace CentryPS.Tests.Session;

/// <summary>A lock between processes is given in the order in which they came, and ends with them.</summary>
public sealed class SignInLockTests
{
    private readonly string _name = Guid.NewGuid().ToString();
    private readonly HeldClock _clock = new();

    [Fact]
    public async Task Lock_is_given_to_the_one_that_has_waited_longest()
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
        waiting.Add(WaitAsync(5)); // it finds the lock free, and others before it
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
    public async Task Lock_and_place_of_a_killed_process_are_free()
    {
        (await TakeAsync()).Dispose();
        var file = Directory.EnumerateFiles(SignInLock.FindFolder(), "*.lock").MaxBy(File.GetCreationTimeUtc)!;
        var place = Path.ChangeExtension(file, $".{0:D19}.{Guid.NewGuid():N}.wait");
        File.WriteAllText(place, string.Empty);

        (await TakeAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Dispose();

        Assert.False(File.Exists(place));
    }

    [Fact]
    public async Task Noted_number_is_read_by_the_next_holder()
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
    public async Task Lock_that_is_not_given_up_is_an_error_after_two_minutes()
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
