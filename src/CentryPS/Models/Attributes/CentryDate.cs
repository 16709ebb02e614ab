using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>
/// A date or a moment. A date is the same day everywhere; a moment has a time and an offset from UTC.
/// </summary>
public readonly record struct CentryDate
{
    private CentryDate(DateTimeOffset value, bool isDate) => (Value, IsDate) = (value, isDate);

    /// <summary>The moment, or midnight in UTC of the date.</summary>
    public DateTimeOffset Value { get; }

    /// <summary>True for a date without a time.</summary>
    public bool IsDate { get; }

    internal DateTime Day => Value.Date;

    internal static CentryDate OfDay(DateTime day) =>
        new(new DateTimeOffset(day.Date.Ticks, TimeSpan.Zero), isDate: true);

    internal static CentryDate OfMoment(DateTimeOffset moment) => new(moment, isDate: false);

    /// <summary>
    /// Returns the value in ISO 8601, as it is sent: <c>2026-03-31</c> or <c>2026-03-31T17:30:00-03:00</c>.
    /// </summary>
    public override string ToString() => Value.ToString(
        IsDate ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
