using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>
/// A date or a moment. A date is the same day everywhere; a moment has a time and an offset from UTC.
/// </summary>
public readonly struct CentryDate : IEquatable<CentryDate>
{
    private const string DateFormat = "yyyy-MM-dd";

    private CentryDate(DateTimeOffset value, bool isDate) => (Value, IsDate) = (value, isDate);

    /// <summary>The moment, or midnight in UTC of the date.</summary>
    public DateTimeOffset Value { get; }

    /// <summary>True for a date without a time.</summary>
    public bool IsDate { get; }

    /// <summary>The day.</summary>
    internal DateTime Day => Value.Date;

    /// <summary>Creates a date.</summary>
    internal static CentryDate OfDay(DateTime day) =>
        new(new DateTimeOffset(day.Date.Ticks, TimeSpan.Zero), isDate: true);

    /// <summary>Creates a moment.</summary>
    internal static CentryDate OfMoment(DateTimeOffset moment) => new(moment, isDate: false);

    /// <summary>
    /// Returns the value in ISO 8601, as it is sent: <c>2026-03-31</c> or <c>2026-03-31T17:30:00-03:00</c>.
    /// </summary>
    public override string ToString() => IsDate
        ? Value.ToString(DateFormat, CultureInfo.InvariantCulture)
        : Value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>Returns true if both are the same date or the same moment.</summary>
    public bool Equals(CentryDate other) => IsDate == other.IsDate && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CentryDate other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Returns true if both are the same date or the same moment.</summary>
    public static bool operator ==(CentryDate left, CentryDate right) => left.Equals(right);

    /// <summary>Returns true if both differ.</summary>
    public static bool operator !=(CentryDate left, CentryDate right) => !left.Equals(right);
}
