using System.Globalization;
using System.Text;

namespace CentryPS.Models;

/// <summary>Suggests corrections of misspelt words in messages. A suggestion is never applied.</summary>
internal static class Spelling
{
    // One typing error per three letters, so that short words do not match each other, and at most three.
    private const int LettersPerEdit = 3;
    private const int MostEdits = 3;

    /// <summary>
    /// Returns the known word that needs the fewest edits; null if none is close. Ignores case, accents and
    /// underscores.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var folded = Fold(word);
        return known
            .Select(candidate => (Word: candidate, Edits: Edits(folded, Fold(candidate))))
            .Where(candidate => candidate.Edits is not null)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    public static string? Question(string word, IEnumerable<string> known) => Question(Nearest(word, known));

    /// <summary>Returns a question that suggests a word; null if the word is null.</summary>
    public static string? Question(string? near) => near is null ? null : Messages.DidYouMean.With(near);

    private static int? Edits(string word, string candidate)
    {
        var most = Math.Min(MostEdits, candidate.Length / LettersPerEdit);
        return Math.Abs(word.Length - candidate.Length) <= most
            && Distance(word, candidate) is var edits && edits <= most ? edits : null;
    }

    // Decomposition turns an accented letter into two characters, of which the second is dropped.
    private static string Fold(string word) => !UnicodeText.IsValid(word)
        ? word
        : string.Concat(word.Trim().Normalize(NormalizationForm.FormD)
            .Where(letter => letter != '_'
                && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            .Select(char.ToLowerInvariant));

    // The optimal string alignment distance: Levenshtein's edits, with two swapped neighbouring letters as one edit.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                var cost = i > 0 && j > 0 && left[i - 1] != right[j - 1] ? 1 : 0;
                rows[i, j] = i == 0 || j == 0 ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
