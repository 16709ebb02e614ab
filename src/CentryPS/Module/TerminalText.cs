using System.Globalization;
using System.Text;

namespace CentryPS.Module;

/// <summary>Makes text from external sources safe to show on a terminal.</summary>
internal static class TerminalText
{
    private const int Longest = 400;

    /// <summary>
    /// Returns the text on one line of bounded length. Escapes control and format characters (which can move the
    /// cursor, set colors or change the text direction), such as <c>\u001B</c>.
    /// </summary>
    public static string Show(string text)
    {
        if (text.Length <= Longest)
        {
            return Neutralize(text, lines: false);
        }

        var length = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return Neutralize(text.Substring(0, length), lines: false) + "...";
    }

    /// <summary>Returns the whole text with its lines and tabs, escaped as in <see cref="Show"/>.</summary>
    public static string ShowLines(string text) => Neutralize(text, lines: true);

    /// <summary>True if the character affects the terminal, as control and format characters do.</summary>
    public static bool IsControl(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator;

    private static string Neutralize(string text, bool lines)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            var isLine = character is '\n' or '\r' or '\t';
            _ = isLine && !lines ? shown.Append(' ')
                : isLine || !IsControl(text, i) ? shown.Append(character)
                : shown.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:X4}", (int)character);
        }

        return shown.ToString();
    }
}
