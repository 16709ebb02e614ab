using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>A whole number, such as a quantity: digits, or a number without a fraction.</summary>
internal sealed class WholeNumberKind : AttributeKind
{
    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        NumberToken token => ReadValue(token.Text, context),
        string text when long.TryParse(
            text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ when NumberText.ToDecimal(value) is { } number
            && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue => (long)number,
        _ => throw CentryException.Invalid(Messages.InvalidWholeNumber, Show(value)),
    };
}
