using System.Globalization;
using System.Numerics;

namespace CentryPS.Models.Attributes;

/// <summary>A whole number, such as a quantity: digits, or a number without a fraction.</summary>
internal sealed class WholeNumberKind : AttributeKind
{
    /// <inheritdoc/>
    public override bool AreEqual(object? sent, object? stored) => AreEqualNumbers(sent, stored);

    private protected override object ReadText(string text, ReadContext context) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(text);

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        NumberToken token => ReadText(token.Text, context),
        byte or sbyte or short or ushort or int or uint or long or ulong or BigInteger =>
            ReadText(Show(value), context),
        decimal number when number == decimal.Truncate(number) =>
            ReadText(decimal.Truncate(number).ToString(CultureInfo.InvariantCulture), context),
        double or float => ReadWhole((IFormattable)value) ?? throw Invalid(value),
        _ => throw Invalid(value),
    };

    private static long? ReadWhole(IFormattable number) =>
        decimal.TryParse(NumberText.Of(number), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact) && Math.Abs(exact) <= long.MaxValue
                ? (long)exact
                : null;

    private static CentryException Invalid(object value) =>
        CentryException.Invalid(Messages.InvalidWholeNumber, Show(value));
}
