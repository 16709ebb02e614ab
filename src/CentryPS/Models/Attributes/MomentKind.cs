namespace CentryPS.Models.Attributes;

/// <summary>A moment with its offset. Without a time, it is a date, and is sent without a time.</summary>
internal sealed class MomentKind : AttributeKind
{
    /// <inheritdoc/>
    /// <remarks>Centry stores milliseconds. A date equals the midnight to which Centry converts it.</remarks>
    public override bool AreEqual(object? sent, object? stored) => (sent, stored) switch
    {
        (CentryDate { IsDate: true } date, DateTimeOffset moment) =>
            moment.Date == date.Day && moment.TimeOfDay == TimeSpan.Zero,
        (CentryDate date, DateTimeOffset moment) =>
            date.Value.ToUnixTimeMilliseconds() == moment.ToUnixTimeMilliseconds(),
        _ => sent is null && stored is null,
    };

    /// <inheritdoc/>
    public override object? ToCell(object? stored) =>
        stored is DateTimeOffset moment ? CentryDate.OfMoment(moment).ToString() : stored;

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

    private protected override object ReadText(string text, ReadContext context) => ReadDate(text, context);

    private protected override object ReadValue(object value, ReadContext context) => ReadDate(value, context);
}
