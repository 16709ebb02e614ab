using CentryPS.Api;
using CentryPS.Module;

namespace CentryPS.Tests;

/// <summary>When a list is complete, how it goes on, and when it cannot.</summary>
public sealed class PagerTests
{
    private readonly List<string?> _asked = [];

    [Theory]
    [InlineData("ab cd", "ab cd ")]
    [InlineData("ab c", "ab c")]
    [InlineData("abc de fgh", "abc de")]
    [InlineData("a b c", "a b c ")]
    [InlineData("a bcd ef", "a bcd ef")]
    [InlineData("", "")]
    public async Task It_ends_at_an_empty_page_or_one_smaller_than_a_page_before(string pages, string read)
    {
        var pager = Pager(limit: 3, pages.Split(' '));

        Assert.Equal(read, string.Join(' ', await ReadAsync(pager)));
    }

    [Fact]
    public async Task Each_page_is_asked_for_after_the_last_id_of_the_one_before()
    {
        await ReadAsync(Pager(limit: 2, "ab", "cd", "e"));

        Assert.Equal([null, "b", "d"], _asked);
    }

    [Fact]
    public async Task After_a_small_page_without_order_it_goes_on_after_the_greatest_id()
    {
        await ReadAsync(Pager(limit: 4, "bca", "ed", "f"));

        Assert.Equal([null, "c"], _asked);
    }

    [Fact]
    public async Task Ids_are_compared_by_their_characters()
    {
        await ReadAsync(Pager(limit: 2, "Bb", "cd"));

        Assert.Equal([null, "b", "d"], _asked);
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("acb")]
    [InlineData("aa")]
    [InlineData("bac")]
    public async Task A_full_page_that_is_not_in_order_is_an_error(string page) =>
        await FailsAsync(Pager(page.Length, page), Messages.PageUnordered);

    [Theory]
    [InlineData("ab")]
    [InlineData("bc")]
    [InlineData("aa")]
    public async Task A_page_that_does_not_go_beyond_the_one_before_is_an_error(string second)
    {
        var pager = Pager(limit: 2, "ab", second);
        await pager.NextAsync();

        await FailsAsync(pager, Messages.PageRepeats);
    }

    [Fact]
    public async Task A_page_that_cannot_be_had_is_its_error_and_is_asked_for_again()
    {
        var asked = 0;
        var pager = new Pager<char>(
            "/letters.json",
            _ => asked++ == 0 ? throw new CentryException(CentryErrorCode.Timeout, "slow") : Task.FromResult<IReadOnlyList<char>>(['a']),
            item => $"{item}",
            limit: 2);

        await Assert.ThrowsAsync<CentryException>(pager.NextAsync);

        Assert.False(pager.IsComplete);
        Assert.Equal(['a'], await pager.NextAsync());
    }

    private static async Task FailsAsync(Pager<char> pager, string reason)
    {
        var failure = await Assert.ThrowsAsync<CentryException>(pager.NextAsync);

        Assert.Equal(CentryErrorCode.InvalidResponse, failure.ErrorCode);
        Assert.Contains(reason, failure.Message);
        Assert.Contains("/letters.json", failure.Message);
    }

    /// <summary>A list of letters, which are their own ids.</summary>
    private Pager<char> Pager(int limit, params string[] pages) => new(
        "/letters.json",
        after =>
        {
            _asked.Add(after);
            return Task.FromResult<IReadOnlyList<char>>([.. pages.ElementAtOrDefault(_asked.Count - 1) ?? string.Empty]);
        },
        item => $"{item}",
        limit);

    // No list here has so many pages; a walk without end is not to be one of the test.
    private static async Task<List<string>> ReadAsync(Pager<char> pager)
    {
        var read = new List<string>();
        while (!pager.IsComplete && read.Count < 10)
        {
            read.Add(new string([.. await pager.NextAsync()]));
        }

        return read;
    }
}
