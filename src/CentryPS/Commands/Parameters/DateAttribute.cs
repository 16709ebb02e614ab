using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads a time in ISO 8601. A date is midnight, local time.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateAttribute : ReaderAttribute
{
    private protected override object? Read(object? value)
    {
        if (Blank.Is(value))
        {
            return null;
        }

        var date = MomentKind.ReadDate(value!, new ReadContext(ValueSource.Argument));
        return date.IsDate ? new DateTimeOffset(DateTime.SpecifyKind(date.Day, DateTimeKind.Local)) : date.Value;
    }
}
