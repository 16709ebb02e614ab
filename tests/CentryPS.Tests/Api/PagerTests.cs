using CentryPS.Api;

namespace CentryPS.Tests.Api;

/// <summary>A pager reads a list page by page until it is complete or fails.</summary>
public sealed class PagerTests
{
    private const string Zeros = "000000000000000000000000";

    private readonly List<string?> _requested = [];

    [Theory]
    [InlineData("ab cd", "ab cd ")]
    [InlineData("ab c", "ab c ")]
    [InlineData("abc de fgh", "abc de fgh ")]
    [InlineData("abcde fghi jklmn opq", "abcde fghi jklmn opq ")]
    [InlineData("aab ccd", "ab cd ")]
    [InlineData("a b c", "a b c ")]
    [InlineData("a bcd ef", "a bcd ef ")]
    [InlineData("", "")]
    public async Task Pager_stops_at_an_empty_page_and_returns_a_repeated_object_once(string pages, string read)
    {
        var pager = Pager(pages.Split(' '));

        Assert.Equal(read, string.Join(' ', await ReadAsync(pager)));
    }

    [Fact]
    public async Task Pager_requests_each_page_after_the_last_id_of_the_previous_page()
    {
        await ReadAsync(Pager("ab", "cd", "e"));

        Assert.Equal([null, "b", "d", "e"], _requested);
    }

    [Theory]
    [InlineData("bca", "abc", "de")]
    [InlineData("dcba", "abcd", "e")]
    public async Task Pager_requests_the_first_page_again_after_the_lowest_id_when_ids_do_not_ascend(string first, string ordered, string rest)
    {
        var read = await ReadAsync(Pager(first, ordered, rest));

        Assert.Equal([ordered, rest, ""], read);
        Assert.Equal([null, Zeros, ordered[^1..], rest[^1..]], _requested);
    }

    [Fact]
    public async Task Pager_reads_by_offset_with_an_overlap_of_one_when_the_server_never_sorts()
    {
        var read = await ReadAsync(Pager("cba", "cba", "edc", "cba", "a"));

        Assert.Equal(["edc", "ba", ""], read);
        Assert.Equal([null, Zeros, "@0", "@2", "@4"], _requested);
    }

    [Fact]
    public async Task Pager_changes_to_offsets_when_a_later_page_does_not_ascend()
    {
        var read = await ReadAsync(Pager("bcd", "gfe", "dgf", "fe", "e"));

        Assert.Equal(["bcd", "gf", "e", ""], read);
        Assert.Equal([null, "d", "@2", "@4", "@5"], _requested);
    }

    [Fact]
    public async Task Pager_returns_no_duplicate_when_an_insertion_shifts_a_page()
    {
        var read = await ReadAsync(Pager("cba", "cba", "edc", "dcb", "ba", "a"));

        Assert.Equal(["edc", "b", "a", ""], read);
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("")]
    [InlineData("edc")]
    public async Task Pager_fails_when_an_offset_page_lacks_the_overlap_or_ends_with_it(string second)
    {
        var pager = Pager("cba", "cba", "edc", second);
        await pager.NextAsync();

        await FailsAsync(pager, Messages.PageRepeats);
    }

    [Theory]
    [InlineData("cba ab", null, Zeros, "b")]
    [InlineData("cba cba ed d", null, Zeros, "@0", "@1")]
    public async Task Pager_continues_after_a_page_smaller_than_the_unordered_one(
        string pages, params string?[] requested)
    {
        await ReadAsync(Pager(pages.Split(' ')));

        Assert.Equal(requested, _requested);
    }

    [Fact]
    public async Task Pager_compares_ids_ordinally()
    {
        await ReadAsync(Pager("Bb", "cd"));

        Assert.Equal([null, "b", "d"], _requested);
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("acb")]
    [InlineData("bac")]
    public async Task Pager_fails_when_a_page_does_not_ascend_and_the_server_ignores_offsets(string page) =>
        await FailsAsync(Pager(page), Messages.PageUnordered);

    [Theory]
    [InlineData("ab")]
    [InlineData("bc")]
    [InlineData("aa")]
    public async Task Pager_fails_when_a_page_does_not_pass_the_previous_one(string second)
    {
        var pager = Pager("ab", second);
        await pager.NextAsync();

        await FailsAsync(pager, Messages.PageRepeats);
    }

    [Fact]
    public async Task Pager_reports_a_failed_page_and_requests_it_again_on_the_next_read()
    {
        var requested = 0;
        var pager = new Pager<char>(
            "/letters.json",
            _ => requested++ == 0 ? throw new CentryException(CentryErrorCode.Timeout, "slow") : Task.FromResult<IReadOnlyList<char>>(['a']),
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

    /// <summary>Creates a pager for letters, which are their own ids.</summary>
    private Pager<char> Pager(params string[] pages) => new(
        "/letters.json",
        start =>
        {
            _requested.Add(start.Offset is { } offset ? $"@{offset}" : start.After);
            return Task.FromResult<IReadOnlyList<char>>([.. pages.ElementAtOrDefault(_requested.Count - 1) ?? string.Empty]);
        },
        item => $"{item}");

    // Stops after ten pages, more than any list here has, so that a defective pager does not hang the test.
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
