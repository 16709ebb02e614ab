namespace CentryPS.Models.Attributes;

/// <summary>A moment with its offset, or a date where no time was given, which is then sent without one.</summary>
internal sealed class MomentKind : AttributeKind
{
    /// <inheritdoc/>
    /// <remarks>Centry keeps milliseconds. A date equals the midnight that Centry makes of it.</remarks>
    public override bool AreEqual(object? sent, object? stored) => (sent, stored) switch
    {
        (CentryDate { IsDate: true } date, DateTimeOffset moment) => moment.Date == date.Day && moment.TimeOfDay == TimeSpan.Zero,
        (CentryDate date, DateTimeOffset moment) => date.Value.ToUnixTimeMilliseconds() == moment.ToUnixTimeMilliseconds(),
        _ => sent is null && stored is null,
    };

    /// <inheritdoc/>
    public override object? ToCell(object? stored) => stored is DateTimeOffset moment ? CentryDate.OfMoment(moment).ToString() : stored;

    /// <summary>Reads a date or a moment.</summary>
    /// <exception cref="CentryException">It is neither, or could be two.</exception>
    public static CentryDate ReadDate(object value, ReadContext context) =>
        (value is string text ? DateText.Parse(text, context.Culture) : DateText.From(value))
            ?? throw CentryException.Invalid(
                value is string written && DateText.IsOfShortYear(written) ? Messages.ShortYear : context.Culture is null ? Messages.InvalidDate : Messages.InvalidDateIn,
                Show(value),
                DateText.Example(context.Culture),
                context.Culture?.Name);

    private protected override object ReadText(string text, ReadContext context) => ReadDate(text, context);

    private protected override object ReadValue(object value, ReadContext context) => ReadDate(value, context);
}
