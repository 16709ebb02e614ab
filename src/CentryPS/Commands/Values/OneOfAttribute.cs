using System.Management.Automation.Language;

namespace CentryPS.Commands;

/// <summary>
/// Takes one of the values that Centry documents, in Centry's spelling or in PowerShell's, in any case
/// (<c>cancelled_before_shipping</c>, <c>CancelledBeforeShipping</c>), or an empty one.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(Type completer) : CellAttribute
{
    /// <summary>What completes the parameter, and so knows the values.</summary>
    public Type Completer => completer;

    private protected override object Read(string text)
    {
        if (text.Trim().Length == 0)
        {
            return text;
        }

        var values = ((ValueCompleter)Activator.CreateInstance(completer)!).Values.Select(value => value.Key).ToArray();
        return values.FirstOrDefault(value => Plain(value) == Plain(text))
            ?? throw Refuse(Messages.UnknownValue, text, string.Join(", ", values));
    }

    private protected override object? Accept(object? value) => value switch
    {
        null => NullString.Value,
        _ => Read(value.ToString()!),
    };

    private static string Plain(string value) => value.Trim().Replace("_", string.Empty).ToLowerInvariant();
}
