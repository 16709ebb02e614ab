using System.Globalization;
using System.Numerics;

namespace CentryPS.Models.Attributes;

/// <summary>
/// Converts a number to the fewest digits that read back as the same number, in the same way on .NET and .NET
/// Framework.
/// </summary>
internal static class NumberText
{
    /// <summary>Returns the text in the invariant culture.</summary>
    /// <remarks>
    /// .NET Framework writes a Double with 15 digits or, by "R", with 17 where 16 are enough; .NET writes
    /// 2000003508419013 as 2.000003508419013E+15. A Double needs 15 to 17 digits, a Single 6 to 9.
    /// </remarks>
    public static string Of(IFormattable number) => number switch
    {
        double value => Shortest(number, 15, 17, text =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == value),
        float value => Shortest(number, 6, 9, text =>
            float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read == value),
        _ => number.ToString(null, CultureInfo.InvariantCulture),
    };

    public static bool IsNumber(object? value) => value is byte or sbyte or short or ushort or int or uint or long
        or ulong or BigInteger or decimal or double or float;

    /// <summary>Returns the exact value of a number; null if a Decimal cannot have it, or if it is no number.</summary>
    /// <remarks>A conversion would round a Double to 15 digits, and a Single to 7.</remarks>
    public static decimal? ToDecimal(object? value) => IsNumber(value) && decimal.TryParse(
        Of((IFormattable)value!), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Shortest(IFormattable number, int fewest, int most, Func<string, bool> isSame)
    {
        var texts = Enumerable.Range(fewest, most - fewest + 1)
            .Select(digits => number.ToString("G" + digits, CultureInfo.InvariantCulture));
        return texts.FirstOrDefault(isSame) ?? texts.Last();
    }
}
