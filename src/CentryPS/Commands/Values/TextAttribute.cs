using System.Management.Automation.Language;

namespace CentryPS.Commands;

/// <summary>Keeps <c>$null</c>, which PowerShell would turn into an empty string.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute : CellAttribute
{
    private protected override object Read(string text) => text;

    private protected override object? Accept(object? value) => value ?? NullString.Value;
}
