using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Models.Attributes;

/// <summary>
/// Text in the cell of a spreadsheet. A leading apostrophe escapes text that a spreadsheet would change: it evaluates
/// formulas, and turns <c>000123</c> into 123, <c>3-5</c> into a date, and <c>#N/A</c> into an error. Export-Excel
/// turns <c>xl://</c> into a link.
/// </summary>
internal static class CellText
{
    private static readonly Regex Formula = new(@"^'*(?:[=+\-@\t\r]|xl://)", RegexOptions.CultureInvariant);

    // Currencies written with letters: S/ 12 is a number in Peru. The list does not depend on the user's culture, since
    // the file may be opened in another.
    private const string Currency = @"(?:S/\.?|B/\.?|R\$|C\$|RD\$|Bs\.?|CHF|kr\.?|zł)?";

    private static readonly Regex NumberLike = new(
        $@"^(?=.*\d)\(?{Currency}[\d\s.,:;'’/\-+()%\p{{Sc}}E\u066B\u066C]+{Currency}(?:[ap]\.?\s?m\.?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Word =
        new(@"^(?:true|false|verdadero|falso)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // 3-may, may 2026, 3 de mayo: with a month's name in English, Spanish or the user's language.
    private static readonly Regex MonthLike = new(
        $@"^(?=.*\d)(?:\d{{1,4}}[-/. ]*(?:de )?)?(?:{string.Join("|", MonthNames())})\.?"
            + @"(?:[-/., ]*(?:de )?\d{1,4})*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // In English and Spanish.
    private static readonly Regex ErrorValue = new(
        @"^#(?:N/[AD]|[¡¿]?(?:REF|VALUE|VALOR|DIV/0|NAME|NOMBRE|NUM|NULL|NULO|SPILL|DESBORDAMIENTO|CALC|CÁLCULO"
            + "|FIELD|CAMPO|BLOCKED|CONNECT|BUSY)[!?])$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Exponent = new(@"^[-+]?\d(?:[.,]\d+)?E\+\d{1,3}$", RegexOptions.CultureInvariant);

    // Matches UTF-8 bytes of U+0080 to U+00FF and of typographic marks that were read as Windows-1252 characters.
    private static readonly Regex Mojibake = new(
        @"[ÂÃ][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E"
            + @"\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]|â€|ï»¿",
        RegexOptions.CultureInvariant);

#if NETFRAMEWORK
    private const string Ansi = "Default";
#else
    private const string Ansi = "ansi";
#endif

    /// <summary>Returns text as it is written into a cell.</summary>
    public static string Escape(string text) => IsChanged(text) || HasApostrophe(text) ? "'" + text : text;

    /// <summary>Returns the original text of a cell.</summary>
    /// <exception cref="CentryException">A wrong encoding or a spreadsheet has lost part of the text.</exception>
    public static string Unescape(string cell)
    {
        if (EncodingError(cell) is { } error)
        {
            throw error;
        }

        if (IsEscaped(cell))
        {
            return cell.Substring(1);
        }

        return Exponent.IsMatch(cell.Trim()) ? throw CentryException.Invalid(Messages.CellLostDigits, cell.Trim())
            : ErrorValue.IsMatch(cell.Trim()) ? throw CentryException.Invalid(Messages.CellIsError, cell.Trim())
            : cell;
    }

    /// <summary>Returns the error for text read in a wrong encoding, ANSI or UTF-8; null for other text.</summary>
    public static CentryException? EncodingError(string text)
    {
        var isLost = text.Contains('\uFFFD');
        if (!isLost && !Mojibake.IsMatch(text))
        {
            return null;
        }

        var message = Messages.NotUnicode.With(TerminalText.Show(text), isLost ? Ansi : "utf8");
        return new CentryException(CentryErrorCode.InvalidRequest, message) { IsFileError = true };
    }

    private static bool IsEscaped(string cell) =>
        HasApostrophe(cell) && (HasApostrophe(cell.Substring(1)) || IsChanged(cell.Substring(1)));

    private static bool HasApostrophe(string text) => text.Length > 0 && text[0] == '\'';

    private static bool IsChanged(string text) => Formula.IsMatch(text)
        || (text.Trim() is { Length: > 0 } bare
            && (NumberLike.IsMatch(bare) || Word.IsMatch(bare) || MonthLike.IsMatch(bare) || ErrorValue.IsMatch(bare)));

    private static IEnumerable<string> MonthNames() =>
        from culture in new[]
        {
            CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("es"), CultureInfo.CurrentCulture,
        }
        from name in culture.DateTimeFormat.MonthNames.Concat(culture.DateTimeFormat.AbbreviatedMonthNames)
        where name.Length > 0
        select Regex.Escape(name.TrimEnd('.'));
}
