using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Models.Attributes;

/// <summary>
/// An amount: digits with a decimal point, or with a decimal comma if it is unambiguous (<c>12990,50</c>, as Export-Csv
/// writes it in Chile). Text that some countries read as thousands and others as decimals (<c>12.990</c>,
/// <c>12,990</c>) is refused unless a culture defines its meaning.
/// </summary>
internal sealed class AmountKind : AttributeKind
{
    // Shown in messages.
    private const decimal Example = 12990.50m;

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // At most one separator, not followed by three digits, which could be thousands.
    private static readonly Regex Unambiguous = new(@"^[-+]?\d+(?:[.,](?!\d{3}$)\d+)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Ambiguous = new(@"^[-+]?\d+[.,]\d{3}$", RegexOptions.CultureInvariant);

    // The point in a decimal literal of PowerShell is unambiguous: 12.990d.
    private static readonly Regex DecimalLiteral =
        new(@"^[-+]?\d*\.?\d+d$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <remarks>Three decimals get a fourth, so that they are not read as thousands later.</remarks>
    public override object? ToCell(object? stored) =>
        stored is decimal amount && (decimal.GetBits(amount)[3] >> 16 & 0xFF) == 3
        ? amount + 0.0000m
        : stored;

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        string text => ReadText(text, context.Culture),
        NumberToken token when !DecimalLiteral.IsMatch(token.Text) => ReadText(token.Text, culture: null),
        NumberToken token => ReadValue(token.Number, context),
        _ => NumberText.ToDecimal(value) ?? throw CentryException.Invalid(Messages.InvalidAmount, Show(value)),
    };

    private static decimal ReadText(string text, CultureInfo? culture)
    {
        var trimmed = text.Trim();
        return (culture is null ? ReadPlain(trimmed) : ReadAs(trimmed, culture.NumberFormat))
            ?? throw CentryException.Invalid(
                culture is not null ? Messages.InvalidAmountIn
                    : Ambiguous.IsMatch(trimmed) ? Messages.AmbiguousAmount
                    : Messages.InvalidAmount,
                Show(text),
                Example.ToString("N2", culture),
                culture?.Name);
    }

    private static decimal? ReadPlain(string text) =>
        Unambiguous.IsMatch(text)
            && decimal.TryParse(text.Replace(',', '.'), Styles, CultureInfo.InvariantCulture, out var amount)
                ? amount
                : null;

    // .NET accepts groups of any length: 12.99 would be 1299 in Chile. Spreadsheets add the currency of their culture:
    // $12.990.
    private static decimal? ReadAs(string text, NumberFormatInfo format)
    {
        var group = Regex.Escape(format.NumberGroupSeparator);
        var point = Regex.Escape(format.NumberDecimalSeparator);
        var currency = Regex.Escape(format.CurrencySymbol);
        var match = Regex.Match(
            text,
            $@"^(?<sign>[-+]?)(?:{currency}\s?)?"
                + $@"(?<number>(?:\d+|\d{{1,3}}(?:{group}\d{{3}})+)(?:{point}\d+)?)(?:\s?{currency})?$",
            RegexOptions.CultureInvariant);
        var number = match.Groups["sign"].Value + match.Groups["number"].Value;
        return match.Success && decimal.TryParse(number, Styles | NumberStyles.AllowThousands, format, out var amount)
            ? amount
            : null;
    }
}
