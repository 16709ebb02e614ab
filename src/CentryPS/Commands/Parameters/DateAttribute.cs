using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads a moment as ISO 8601 writes it; a date alone is its midnight, local time.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateAttribute : ReaderAttribute
{
    private protected override object? Read(object? value) => Blank.Is(value) ? null
        : MomentKind.ReadDate(value!, new ReadContext(ValueSource.Argument)) is { IsDate: true } date
            ? new DateTimeOffset(DateTime.SpecifyKind(date.Value.DateTime, DateTimeKind.Local))
            : MomentKind.ReadDate(value!, new ReadContext(ValueSource.Argument)).Value;
}
