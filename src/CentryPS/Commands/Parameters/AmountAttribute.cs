using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Reads an amount with a point before its decimals, or with a comma where it can be nothing else, as Export-Csv writes it in
/// Chile: <c>12990,50</c>. What means two things in the world (<c>12,990</c>) is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountAttribute : ReaderAttribute
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    // One or two digits after the only separator cannot be thousands.
    private static readonly Regex Comma = new(@"^(\s*[-+]?\d+),(?=\d{1,2}\s*$)", RegexOptions.CultureInvariant);

    private protected override object? ReadText(string text)
    {
        if (text.Trim().Length == 0)
        {
            return null;
        }

        return decimal.TryParse(Comma.Replace(text, "$1."), Styles, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw CentryException.Invalid(Messages.InvalidAmount, text);
    }
}
