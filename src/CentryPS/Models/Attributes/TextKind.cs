using System.Globalization;
using System.Numerics;

namespace CentryPS.Models.Attributes;

/// <summary>
/// Text: a string, a character, a GUID, a URI as written, the name of an enum member, or all digits of a whole number.
/// Other values, such as dates and fractions, have several possible texts and are refused.
/// </summary>
internal sealed class TextKind : AttributeKind
{
    // Up to these values, each whole number has its own representation (IEEE 754: 53 and 24 bits of precision).
    private const double LargestExactDouble = 1L << 53;
    private const float LargestExactSingle = 1 << 24;

    // A spreadsheet stores 15 digits of a number.
    private const double SmallestCutByCells = 1E15;

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        string text => UnicodeText.IsValid(text)
            ? text
            : throw CentryException.Invalid(Messages.LoneSurrogate, TerminalText.Show(text)),
        NumberToken token => token.Text,
        char character => ReadValue(character.ToString(), context),
        Guid guid => guid.ToString(),
        Uri uri => ReadValue(uri.OriginalString, context),
        Enum member => member.ToString(),
        double number when context.Source == ValueSource.Cell && HasLostDigits(number) =>
            throw CentryException.Invalid(Messages.CellLostDigits, Show(value)),
        _ => Digits(value) ?? Typed(value, context)
            ?? throw CentryException.Invalid(Messages.NotText, Show(value), TypeName(value)),
    };

    // A spreadsheet replaces the digits after the 15th with zeros, as in 2000003456789010.
    private static bool HasLostDigits(double number) => Math.Abs(number) is >= SmallestCutByCells and var size
        && (size > LargestExactDouble || size % 10 == 0);

    private static string? Digits(object value) => value switch
    {
        double number when Math.Abs(number) > LargestExactDouble => null,
        float number when Math.Abs(number) > LargestExactSingle => null,
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        _ => NumberText.ToDecimal(value) is { } number && number == decimal.Truncate(number)
            ? decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)
            : null,
    };

    // PowerShell keeps the typed characters only if they differ from the number's shortest text: for 1.10, but not 1.1.
    private static string? Typed(object value, ReadContext context) =>
        context.Source == ValueSource.Argument && value is double number && number != Math.Truncate(number)
            && NumberText.Of(number) is var text
            && text.All(character => char.IsDigit(character) || character is '.' or '-')
                ? text
                : null;
}
