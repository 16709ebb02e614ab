namespace CentryPS.Models.Attributes;

/// <summary>A moment with its offset. Without a time, it is a date, and is sent without a time.</summary>
/// <param name="isDate">True for a date such as a birthdate, regardless of the time and its zone.</param>
internal sealed class MomentKind(bool isDate = false) : AttributeKind
{
    /// <remarks>Centry stores milliseconds. A date equals the midnight to which Centry converts it.</remarks>
    public override bool AreEqual(object? sent, object? stored) => (sent, stored) switch
    {
        (CentryDate date, DateTimeOffset moment) when isDate => moment.Date == date.Day,
        (CentryDate { IsDate: true } date, DateTimeOffset moment) =>
            moment.Date == date.Day && moment.TimeOfDay == TimeSpan.Zero,
        (CentryDate date, DateTimeOffset moment) =>
            date.Value.ToUnixTimeMilliseconds() == moment.ToUnixTimeMilliseconds(),
        _ => sent is null && stored is null,
    };

    public override object? ToCell(object? stored) => isDate && stored is DateTimeOffset moment
        ? CentryDate.OfDay(moment.Date).ToString()
        : base.ToCell(stored);

    /// <summary>Reads a date or a moment.</summary>
    /// <exception cref="CentryException">The value is neither, or is ambiguous.</exception>
    public static CentryDate ReadDate(object value, ReadContext context) =>
        (value is string text ? DateText.Parse(text, context.Culture) : DateText.From(value))
            ?? throw CentryException.Invalid(
                value is string written && DateText.IsOfShortYear(written) ? Messages.ShortYear
                    : context.Culture is null ? Messages.InvalidDate
                    : Messages.InvalidDateIn,
                Show(value),
                DateText.Example(context.Culture),
                context.Culture?.Name);

    private protected override object ReadValue(object value, ReadContext context)
    {
        var date = ReadDate(value, context);
        return isDate ? CentryDate.OfDay(date.Day) : date;
    }
}
