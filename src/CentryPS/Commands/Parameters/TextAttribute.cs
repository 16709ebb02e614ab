using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;

namespace CentryPS.Commands.Parameters;

/// <summary>Keeps <c>$null</c>, which PowerShell would turn into an empty string.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute : ReaderAttribute
{
    private protected override object ReadText(string text, CultureInfo? culture) => text;

    private protected override object? ReadValue(object? value) => value switch
    {
        null => NullString.Value,
        IEnumerable => throw CentryException.Invalid(Messages.NotText, PowerShellValue.Show(value)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
