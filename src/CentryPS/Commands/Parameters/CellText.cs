using System.Text.RegularExpressions;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Text in a cell of a spreadsheet. What begins like a formula would be run by it: a buyer's name may be <c>=HYPERLINK(…)</c>.
/// An apostrophe before it makes it text, and is taken away when it comes back.
/// </summary>
internal static class CellText
{
    private static readonly Regex Formula = new(@"^'*[=+\-@\t\r]", RegexOptions.CultureInvariant);

    /// <summary>The text as it is written into a cell.</summary>
    public static string Guard(string text) => Formula.IsMatch(text) ? "'" + text : text;

    /// <summary>The text, none of which was lost when the file was read.</summary>
    /// <exception cref="CentryException">Some was: it was not UTF-8.</exception>
    public static string Whole(string text) =>
        text.Contains('\uFFFD') ? throw CentryException.Invalid(Messages.NotUnicode, TerminalText.Show(text)) : text;

    /// <summary>The text as it was before <see cref="Guard"/>.</summary>
    public static string Bare(string text) => text.Length > 0 && text[0] == '\'' && Formula.IsMatch(text) ? text.Substring(1) : text;
}
