using System.Globalization;
using System.Numerics;
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

    /// <inheritdoc/>
    public override bool AreEqual(object? sent, object? stored) => AreEqualNumbers(sent, stored);

    /// <inheritdoc/>
    /// <remarks>Three decimals get a fourth, so that they are not read as thousands later.</remarks>
    public override object? ToCell(object? stored) =>
        stored is decimal amount && (decimal.GetBits(amount)[3] >> 16 & 0xFF) == 3
        ? amount + 0.0000m
        : stored;

    private protected override object ReadText(string text, ReadContext context)
    {
        var trimmed = text.Trim();
        return (context.Culture is { } culture ? ReadAs(trimmed, culture.NumberFormat) : ReadPlain(trimmed))
            ?? throw CentryException.Invalid(
                context.Culture is not null ? Messages.InvalidAmountIn
                    : Ambiguous.IsMatch(trimmed) ? Messages.AmbiguousAmount
                    : Messages.InvalidAmount,
                Show(text),
                Example.ToString("N2", context.Culture),
                context.Culture?.Name);
    }

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        NumberToken token when DecimalLiteral.IsMatch(token.Text) => ReadValue(token.Number, context),
        NumberToken token => ReadText(token.Text, context with { Culture = null }),
        byte or sbyte or short or ushort or int or uint or long or ulong =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        decimal => value,
        double or float or BigInteger => ReadNumber((IFormattable)value) ?? throw Invalid(value),
        _ => throw Invalid(value),
    };

    // Uses the shortest text: a conversion to decimal would round a Double to 15 digits, and a Single to 7.
    private static decimal? ReadNumber(IFormattable number) =>
        decimal.TryParse(NumberText.Of(number), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

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

    private static CentryException Invalid(object value) =>
        CentryException.Invalid(Messages.InvalidAmount, Show(value));
}
