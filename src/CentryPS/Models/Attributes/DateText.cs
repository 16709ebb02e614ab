using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Models.Attributes;

/// <summary>
/// Reads dates from text: in ISO 8601, or in a culture's order of day, month and year, as spreadsheets write them.
/// Years have four digits. A time without an offset is local, as elsewhere in PowerShell.
/// </summary>
internal static class DateText
{
    // Other years are empty database cells (0001), years of other calendars, or mistakes.
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    private static readonly Regex Iso = new(
        @"^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)"
            + @"(?:[T ](?<h>\d\d):(?<min>\d\d)(?::(?<s>\d\d)(?<f>\.\d{1,7}\d*)?)? ?(?<z>Z|[+-]\d\d:?\d\d)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Short = new(
        @"^(?<a>\d{1,4})(?<sep>[-/. ])(?<b>\d{1,2})\k<sep>(?<c>\d{1,4})"
            + @"(?:[T ,]+(?<h>\d{1,2})[:.](?<min>\d\d)(?:[:.](?<s>\d\d))?(?<half> ?[ap]\.? ?m\.?)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Reads text; null if it is not a date or is ambiguous.</summary>
    public static CentryDate? Parse(string text, CultureInfo? culture) =>
        Iso.Match(text.Trim()) is { Success: true } iso
            ? Make(iso, new GregorianCalendar(), iso.Groups["y"], iso.Groups["m"], iso.Groups["d"])
        : culture is not null && Short.Match(Spaces(text)) is { Success: true } match ? InOrder(match, culture)
        : null;

    /// <summary>Reads a date or moment of .NET; null if it is out of range.</summary>
    /// <remarks>
    /// A <see cref="DateTime"/> at midnight is a date unless it is UTC: spreadsheets store dates that way.
    /// </remarks>
    public static CentryDate? From(object value) => value switch
    {
        DateTimeOffset moment when IsInRange(moment.Year) => CentryDate.OfMoment(moment),
        DateTime { Kind: not DateTimeKind.Utc } day when IsInRange(day.Year) && day.TimeOfDay == TimeSpan.Zero =>
            CentryDate.OfDay(day),
        DateTime moment when IsInRange(moment.Year) => CentryDate.OfMoment(new DateTimeOffset(moment)),
#if !NETFRAMEWORK
        DateOnly day when IsInRange(day.Year) => CentryDate.OfDay(day.ToDateTime(TimeOnly.MinValue)),
#endif
        _ => null,
    };

    /// <summary>Returns true if text is a date except for a year of two digits, whose century is unknown.</summary>
    public static bool IsOfShortYear(string text) =>
        Short.Match(Spaces(text)) is { Success: true } match
            && "abc".All(part => match.Groups[part.ToString()].Length <= 2);

    /// <summary>Returns a date with a time in a culture's format, or in ISO 8601 if that cannot be read.</summary>
    public static string Example(CultureInfo? culture)
    {
        var moment = new DateTime(2026, 3, 31, 17, 30, 0);
        if (culture is not null)
        {
            var format = $"{FourDigits(culture)} {culture.DateTimeFormat.ShortTimePattern}";
            var example = Spaces(moment.ToString(format, culture));
            if (Parse(example, culture) is not null)
            {
                return example;
            }
        }

        return moment.ToString("s", CultureInfo.InvariantCulture);
    }

    private static CentryDate? InOrder(Match match, CultureInfo culture)
    {
        // Cultures differ in order: dd-MM-yyyy in Chile, M/d/yyyy in the United States, yyyy/MM/dd in Japan.
        var pattern = culture.DateTimeFormat.ShortDatePattern;
        var order = string.Concat(pattern.Where(letter => letter is 'd' or 'M' or 'y').Distinct());
        return order.Length == 3 ? Make(match, culture.Calendar, Part('y'), Part('M'), Part('d')) : null;

        Group Part(char letter) => match.Groups["abc"[order.IndexOf(letter)].ToString()];
    }

    private static CentryDate? Make(Match match, Calendar calendar, Group year, Group month, Group day)
    {
        if (year.Length != 4 || month.Length > 2 || day.Length > 2)
        {
            return null;
        }

        try
        {
            var (minute, second) = (Number(match.Groups["min"]), Number(match.Groups["s"]));
            var date = calendar.ToDateTime(Number(year), Number(month), Number(day), Hour(match), minute, second, 0);
            return !IsInRange(date.Year) ? null
                : !match.Groups["h"].Success ? CentryDate.OfDay(date)
                : CentryDate.OfMoment(WithOffset(date.AddTicks(Fraction(match.Groups["f"])), match.Groups["z"]));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // 31 February, or 25 hours
        }
    }

    private static DateTimeOffset WithOffset(DateTime date, Group offset)
    {
        if (!offset.Success)
        {
            return new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Local));
        }

        var text = offset.Value.Replace(":", string.Empty);
        var number = text.Length == 1 ? 0 : int.Parse(text, CultureInfo.InvariantCulture); // -0330
        return new DateTimeOffset(date.Ticks, TimeSpan.FromMinutes((number / 100 * 60) + (number % 100)));
    }

    private static int Hour(Match match)
    {
        var hour = Number(match.Groups["h"]);
        return match.Groups["half"].Value.Trim() is not { Length: > 0 } half ? hour
            : hour is 0 or > 12 ? throw new ArgumentOutOfRangeException(nameof(match))
            : (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
    }

    private static long Fraction(Group digits) => digits.Success
        ? (long)(decimal.Parse(digits.Value, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond)
        : 0;

    private static int Number(Group digits) =>
        digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    private static bool IsInRange(int year) => year is >= FirstYear and <= LastYear;

    // Spreadsheets write a no-break space before "a. m.".
    private static string Spaces(string text) => text.Trim().Replace('\u00A0', ' ').Replace('\u202F', ' ');

    private static string FourDigits(CultureInfo culture) =>
        Regex.Replace(culture.DateTimeFormat.ShortDatePattern, "y+", "yyyy", RegexOptions.CultureInvariant);
}
