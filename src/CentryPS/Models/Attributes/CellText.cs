using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Models.Attributes;

/// <summary>
/// Text in a cell of a spreadsheet. An apostrophe guards what a spreadsheet would change: it runs what begins like a formula, and
/// turns <c>000123</c> into 123, <c>3-5</c> into a date, and <c>#N/A</c> into an error. Export-Excel makes a link of <c>xl://</c>.
/// </summary>
internal static class CellText
{
    private static readonly Regex Formula = new(@"^'*(?:[=+\-@\t\r]|xl://)", RegexOptions.CultureInvariant);

    // Currencies that are written with letters: S/ 12 is a number in Peru. Not by the user's culture, in which the file may not be read.
    private const string Currency = @"(?:S/\.?|B/\.?|R\$|C\$|RD\$|Bs\.?|CHF|kr\.?|zł)?";

    private static readonly Regex NumberLike = new(
        $@"^(?=.*\d)\(?{Currency}[\d\s.,:;'’/\-+()%\p{{Sc}}E\u066B\u066C]+{Currency}(?:[ap]\.?\s?m\.?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Word = new(@"^(?:true|false|verdadero|falso)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // 3-may, may 2026, 3 de mayo: with a month's name in English, Spanish or the user's language.
    private static readonly Regex MonthLike = new(
        $@"^(?=.*\d)(?:\d{{1,4}}[-/. ]*(?:de )?)?(?:{string.Join("|", MonthNames())})\.?(?:[-/., ]*(?:de )?\d{{1,4}})*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // In English and in Spanish.
    private static readonly Regex ErrorValue = new(
        @"^#(?:N/[AD]|[¡¿]?(?:REF|VALUE|VALOR|DIV/0|NAME|NOMBRE|NUM|NULL|NULO|SPILL|DESBORDAMIENTO|CALC|CÁLCULO|FIELD|CAMPO|BLOCKED|CONNECT|BUSY)[!?])$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Exponent = new(@"^[-+]?\d(?:[.,]\d+)?E\+\d{1,3}$", RegexOptions.CultureInvariant);

    // The bytes of UTF-8 for U+0080 to U+00FF and for typographic marks, each read as a character of Windows-1252.
    private static readonly Regex Mojibake = new(
        @"[ÂÃ][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]|â€|ï»¿",
        RegexOptions.CultureInvariant);

#if NETFRAMEWORK
    private const string Ansi = "Default";
#else
    private const string Ansi = "ansi";
#endif

    /// <summary>The text as it is written into a cell.</summary>
    public static string Guard(string text) => IsChanged(text) || IsMarked(text) ? "'" + text : text;

    /// <summary>The text of a cell as it was before <see cref="Guard"/>.</summary>
    /// <exception cref="CentryException">Some of it was lost: by a wrong encoding, or by a spreadsheet.</exception>
    public static string Read(string cell)
    {
        if (Misread(cell) is { } misread)
        {
            throw misread;
        }

        if (IsGuarded(cell))
        {
            return cell.Substring(1);
        }

        return Exponent.IsMatch(cell.Trim()) ? throw CentryException.Invalid(Messages.CellLostDigits, cell.Trim())
            : ErrorValue.IsMatch(cell.Trim()) ? throw CentryException.Invalid(Messages.CellIsError, cell.Trim())
            : cell;
    }

    /// <summary>The refusal of text that was read in another encoding than its file's: ANSI as UTF-8, or UTF-8 as ANSI. Null for other text.</summary>
    public static CentryException? Misread(string text)
    {
        var isLost = text.Contains('\uFFFD');
        return isLost || Mojibake.IsMatch(text)
            ? new CentryException(CentryErrorCode.InvalidRequest, Messages.NotUnicode.With(TerminalText.Show(text), isLost ? Ansi : "utf8")) { IsOfEncoding = true }
            : null;
    }

    private static bool IsGuarded(string cell) =>
        IsMarked(cell) && (IsMarked(cell.Substring(1)) || IsChanged(cell.Substring(1)));

    private static bool IsMarked(string text) => text.Length > 0 && text[0] == '\'';

    private static bool IsChanged(string text) => Formula.IsMatch(text)
        || (text.Trim() is { Length: > 0 } bare
            && (NumberLike.IsMatch(bare) || Word.IsMatch(bare) || MonthLike.IsMatch(bare) || ErrorValue.IsMatch(bare)));

    private static IEnumerable<string> MonthNames() =>
        from culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("es"), CultureInfo.CurrentCulture }
        from name in culture.DateTimeFormat.MonthNames.Concat(culture.DateTimeFormat.AbbreviatedMonthNames)
        where name.Length > 0
        select Regex.Escape(name.TrimEnd('.'));
}
