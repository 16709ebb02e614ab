namespace CentryPS.Models.Attributes;

/// <summary>
/// One of the values that Centry documents, in Centry's or PowerShell's spelling, ignoring case
/// (<c>cancelled_before_shipping</c>, <c>CancelledBeforeShipping</c>).
/// </summary>
internal sealed class ClosedSetKind(ClosedSet set) : AttributeKind
{
    /// <summary>The values.</summary>
    public ClosedSet Set => set;

    private protected override object ReadText(string text, ReadContext context) => set.Find(text)
        ?? throw CentryException.Invalid(
            MessageFormat.Join(Messages.UnknownValue, Spelling.Question(set.Nearest(text))),
            Show(text),
            string.Join(", ", set.Values));

    private protected override object ReadValue(object value, ReadContext context) =>
        ReadText(value is Enum member ? member.ToString() : Show(value), context);
}
