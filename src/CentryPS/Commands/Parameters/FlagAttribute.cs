using System.Globalization;
using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads <c>true</c> and <c>false</c> as a CSV file holds them, or a spreadsheet in Spanish (<c>VERDADERO</c>); to PowerShell every text is true.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FlagAttribute : ReaderAttribute
{
    private protected override object? ReadText(string text, CultureInfo? culture) => text.Trim().ToLowerInvariant() switch
    {
        "" => null,
        "true" or "$true" or "1" or "verdadero" => true,
        "false" or "$false" or "0" or "falso" => false,
        _ => throw CentryException.Invalid(Messages.InvalidFlag, text),
    };

    private protected override object? ReadValue(object? value) => value switch
    {
        null or bool or SwitchParameter => value,
        int or long => ReadText(value.ToString()!, culture: null),
        _ => throw CentryException.Invalid(Messages.InvalidFlag, PowerShellValue.Show(value)),
    };
}
