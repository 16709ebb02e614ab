using System.Text.RegularExpressions;

namespace CentryPS.Models;

internal static class UnicodeText
{
    private static readonly Regex LoneSurrogate = new(
        @"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", RegexOptions.CultureInvariant);

    /// <summary>Returns true if the text contains no lone surrogate, which UTF-8 cannot represent.</summary>
    public static bool IsValid(string text) => !LoneSurrogate.IsMatch(text);
}
