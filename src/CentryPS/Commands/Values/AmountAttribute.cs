using System.Globalization;

namespace CentryPS.Commands;

/// <summary>Reads an amount with a point before its decimals; a comma, which means two things in the world, is refused.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountAttribute : CellAttribute
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    private protected override object? Read(string text)
    {
        if (text.Trim().Length == 0)
        {
            return null;
        }

        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw Refuse(Messages.InvalidAmount, text);
    }
}
