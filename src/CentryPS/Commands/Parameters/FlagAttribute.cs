using System.Globalization;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads <c>true</c> and <c>false</c> as a CSV file holds them; to PowerShell every text is true.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagAttribute : ReaderAttribute
{
    private protected override object? ReadText(string text, CultureInfo? culture) => text.Trim().ToLowerInvariant() switch
    {
        "" => null,
        "true" or "$true" or "1" => true,
        "false" or "$false" or "0" => false,
        _ => throw CentryException.Invalid(Messages.InvalidFlag, text),
    };
}
