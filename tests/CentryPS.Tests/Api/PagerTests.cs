using CentryPS.Api;
using CentryPS.Module;

namespace CentryPS.Tests;

/// <summary>When a list is complete, how it goes on, and when it cannot.</summary>
public sealed class PagerTests
{
    private const string Zeros = "000000000000000000000000";

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
        var pager = Pager(pages.Split(' '));

        Assert.Equal(read, string.Join(' ', await ReadAsync(pager)));
    }

    [Fact]
    public async Task Each_page_is_asked_for_after_the_last_id_of_the_one_before()
    {
        await ReadAsync(Pager("ab", "cd", "e"));

        Assert.Equal([null, "b", "d"], _asked);
    }

    [Theory]
    [InlineData("bca", "abc", "de")]
    [InlineData("dcba", "abcd", "e")]
    public async Task A_first_page_without_order_is_asked_for_again_after_the_least_id(string first, string ordered, string rest)
    {
        var read = await ReadAsync(Pager(first, ordered, rest));

        Assert.Equal([ordered, rest], read);
        Assert.Equal([null, Zeros, ordered[^1..]], _asked);
    }

    [Fact]
    public async Task What_has_no_order_even_so_is_read_by_position_each_page_beginning_with_the_last_object_before()
    {
        var read = await ReadAsync(Pager("cba", "cba", "edc", "cba", "a"));

        Assert.Equal(["edc", "ba", ""], read);
        Assert.Equal([null, Zeros, "@0", "@2", "@4"], _asked);
    }

    [Fact]
    public async Task A_later_page_without_order_is_read_by_position()
    {
        var read = await ReadAsync(Pager("bcd", "gfe", "dgf", "fe"));

        Assert.Equal(["bcd", "gf", "e"], read);
        Assert.Equal([null, "d", "@2", "@4"], _asked);
    }

    [Fact]
    public async Task An_object_that_came_in_meanwhile_shifts_a_page_and_nothing_is_given_twice()
    {
        var read = await ReadAsync(Pager("cba", "cba", "edc", "dcb", "ba"));

        Assert.Equal(["edc", "b", "a"], read);
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("")]
    [InlineData("edc")]
    public async Task A_position_that_does_not_show_the_last_object_or_nothing_beyond_it_is_an_error(string second)
    {
        var pager = Pager("cba", "cba", "edc", second);
        await pager.NextAsync();

        await FailsAsync(pager, Messages.PageRepeats);
    }

    [Theory]
    [InlineData("cba ab", null, Zeros)]
    [InlineData("cba cba ed", null, Zeros, "@0")]
    public async Task A_list_ends_when_a_page_is_smaller_than_the_one_without_order(string pages, params string?[] asked)
    {
        await ReadAsync(Pager(pages.Split(' ')));

        Assert.Equal(asked, _asked);
    }

    [Fact]
    public async Task Ids_are_compared_by_their_characters()
    {
        await ReadAsync(Pager("Bb", "cd"));

        Assert.Equal([null, "b", "d"], _asked);
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("acb")]
    [InlineData("aa")]
    [InlineData("bac")]
    public async Task A_page_without_order_that_is_not_to_be_had_otherwise_is_an_error(string page) =>
        await FailsAsync(Pager(page), Messages.PageUnordered);

    [Theory]
    [InlineData("ab")]
    [InlineData("bc")]
    [InlineData("aa")]
    public async Task A_page_that_does_not_go_beyond_the_one_before_is_an_error(string second)
    {
        var pager = Pager("ab", second);
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
            item => $"{item}");

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
    private Pager<char> Pager(params string[] pages) => new(
        "/letters.json",
        start =>
        {
            _asked.Add(start.Offset is { } offset ? $"@{offset}" : start.After);
            return Task.FromResult<IReadOnlyList<char>>([.. pages.ElementAtOrDefault(_asked.Count - 1) ?? string.Empty]);
        },
        item => $"{item}");

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
