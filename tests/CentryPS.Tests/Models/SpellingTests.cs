using CentryPS.Commands.Parameters;

namespace CentryPS.Tests.Models;

/// <summary>A word with a few typing errors has a suggestion; a dissimilar word has none.</summary>
public sealed class SpellingTests
{
    private const int Trials = 20_000;

    private static readonly string[][] Sets =
    [
        [.. ClosedSet.OrderStatus.Values], [.. ClosedSet.Gender.Values], [.. ClosedSet.PaymentMode.Values], [.. ClosedSet.Scope.Values],
        [.. OrderRows.DataColumns], [.. CentryTopics.All.Select(topic => topic.ToString())],
    ];

    [Fact]
    public void Word_with_typing_errors_suggests_the_correct_word_or_an_equally_similar_one()
    {
        var random = new Random(20260331);
        for (var i = 0; i < Trials; i++)
        {
            var set = Sets[random.Next(Sets.Length)];
            var word = set[random.Next(set.Length)];
            var typed = Mistype(word, errors: Math.Min(1 + random.Next(2), word.Count(char.IsLetterOrDigit) / 3), random);

            // Alone, the correct word is suggested. In its set, an equally similar word may come first.
            Assert.Equal((typed, word), (typed, Spelling.Nearest(typed, [word])));
            Assert.NotNull(Spelling.Nearest(typed, set));
        }
    }

    [Fact]
    public void Dissimilar_word_has_no_suggestion()
    {
        var random = new Random(20260331);
        for (var i = 0; i < Trials; i++)
        {
            var word = string.Concat(Enumerable.Range(0, 4 + random.Next(30)).Select(_ => "jkqwxz"[random.Next(6)]));

            Assert.All(Sets, set => Assert.Equal((word, null), (word, Spelling.Nearest(word, set))));
        }
    }

    [Theory]
    [InlineData("shiped", "shipped")]
    [InlineData("SHIPPDE", "shipped")]
    [InlineData(" pénding ", "pending")]
    [InlineData("Pendiente", "pending")]
    [InlineData("pendientes", "pending")]
    [InlineData("enviada", "shipped")]
    [InlineData("Anulada", "cancelled")]
    [InlineData("canceled", "cancelled")]
    [InlineData("CancelledBeforeShiping", "cancelled_before_shipping")]
    [InlineData("perdido", null)]
    [InlineData("lost", null)]
    [InlineData("   ", null)]
    [InlineData("\uD83D", null)]
    public void State_is_suggested_in_any_spelling_and_in_Spanish(string typed, string? state) =>
        Assert.Equal(state, ClosedSet.OrderStatus.Nearest(typed));

    [Fact]
    public void Most_similar_word_is_suggested() =>
        Assert.Equal("phone2", Spelling.Nearest("Phone2.", ["phone1", "phone2", "phone"]));

    [Fact]
    public void Transposed_letters_count_as_one_error() => Assert.Equal("male", ClosedSet.Gender.Nearest("mael"));

    [Fact]
    public void Very_long_word_has_no_suggestion() =>
        Assert.Null(ClosedSet.OrderStatus.Nearest(new string('s', 10_000_000)));

    private static string Mistype(string word, int errors, Random random)
    {
        for (var i = 0; i < errors; i++)
        {
            var at = random.Next(word.Length);
            var letter = ((char)('a' + random.Next(26))).ToString();
            word = random.Next(3) switch
            {
                0 => word.Insert(at, letter),
                1 => word.Remove(at, 1),
                _ => word.Remove(at, 1).Insert(at, letter),
            };
        }

        return random.Next(2) == 0 ? word : word.ToUpperInvariant();
    }
}
