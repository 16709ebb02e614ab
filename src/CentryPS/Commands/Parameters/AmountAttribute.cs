using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Reads an amount with a point before its decimals, or with a comma where it can be nothing else, as Export-Csv writes it in
/// Chile: <c>12990,50</c>. What means two things in the world (<c>12.990</c>, <c>12,990</c>) is refused, unless a culture
/// says what it means.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountAttribute : ReaderAttribute
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // One separator, if any, and not three digits after it: they could be thousands.
    private static readonly Regex Unambiguous = new(@"^[-+]?\d+(?:[.,](?!\d{3}$)\d+)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Ambiguous = new(@"^[-+]?\d{1,3}[.,]\d{3}$", RegexOptions.CultureInvariant);

    private protected override object? ReadText(string text, CultureInfo? culture)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? null
            : (culture is null ? ReadPlain(trimmed) : ReadAs(trimmed, culture.NumberFormat))
                ?? throw CentryException.Invalid(
                    culture is not null ? Messages.InvalidAmountIn : Ambiguous.IsMatch(trimmed) ? Messages.AmbiguousAmount : Messages.InvalidAmount,
                    text,
                    culture?.Name);
    }

    private protected override object? ReadValue(object? value) => value switch
    {
        null or decimal or int or long or short or byte or uint or ulong or ushort or sbyte => value,
        double number when Math.Abs(number) < (double)decimal.MaxValue => (decimal)number,
        float number when Math.Abs(number) < (float)decimal.MaxValue => (decimal)number,
        _ => throw CentryException.Invalid(Messages.InvalidAmount, PowerShellValue.Show(value)),
    };

    private static decimal? ReadPlain(string text) =>
        Unambiguous.IsMatch(text) && decimal.TryParse(text.Replace(',', '.'), Styles, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    // .NET itself would take groups of any length: 12.99 would be 1299 in Chile.
    private static decimal? ReadAs(string text, NumberFormatInfo format)
    {
        var (group, point) = (Regex.Escape(format.NumberGroupSeparator), Regex.Escape(format.NumberDecimalSeparator));
        return Regex.IsMatch(text, $@"^[-+]?(?:\d+|\d{{1,3}}(?:{group}\d{{3}})+)(?:{point}\d+)?$", RegexOptions.CultureInvariant)
            && decimal.TryParse(text, Styles | NumberStyles.AllowThousands, format, out var amount)
                ? amount
                : null;
    }
}
