using System.Globalization;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Reads a date as ISO 8601 writes it, so that no 03/04 is a March to one and an April to another; without an offset it is
/// local time, as everywhere in PowerShell. With a culture, also as short dates are written there.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateAttribute : ReaderAttribute
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss zzz",
    ];

    private protected override object? ReadText(string text, CultureInfo? culture)
    {
        if (text.Trim().Length == 0)
        {
            return null;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeLocal | DateTimeStyles.AllowWhiteSpaces;
        var isRead = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Styles, out var date)
            || (culture is not null && DateTimeOffset.TryParseExact(text, Patterns(culture), culture, Styles, out date));
        return isRead ? date
            : culture is null ? throw CentryException.Invalid(Messages.InvalidDate, text)
            : throw CentryException.Invalid(Messages.InvalidDateIn, text, culture.Name, culture.DateTimeFormat.ShortDatePattern);
    }

    private protected override object? ReadValue(object? value) => value is null or DateTime or DateTimeOffset
        ? value
        : throw CentryException.Invalid(Messages.InvalidDate, PowerShellValue.Show(value));

    // Short dates, alone and with a time.
    private static string[] Patterns(CultureInfo culture) =>
        [.. "dgG".SelectMany(culture.DateTimeFormat.GetAllDateTimePatterns).Distinct()];
}
