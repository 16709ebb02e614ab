namespace CentryPS.Models.Attributes;

/// <summary>A date without a time, such as a birthdate, regardless of the time zone.</summary>
internal sealed class DateKind : AttributeKind
{
    /// <inheritdoc/>
    public override bool AreEqual(object? sent, object? stored) => (sent, stored) switch
    {
        (CentryDate date, DateTimeOffset moment) => moment.Date == date.Day,
        _ => sent is null && stored is null,
    };

    /// <inheritdoc/>
    public override object? ToCell(object? stored) =>
        stored is DateTimeOffset moment ? CentryDate.OfDay(moment.Date).ToString() : stored;

    private protected override object ReadText(string text, ReadContext context) => Day(text, context);

    private protected override object ReadValue(object value, ReadContext context) => Day(value, context);

    private static CentryDate Day(object value, ReadContext context) =>
        CentryDate.OfDay(MomentKind.ReadDate(value, context).Day);
}
