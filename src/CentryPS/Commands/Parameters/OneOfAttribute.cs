using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Takes one of the values that Centry documents, or several where the parameter takes several, in Centry's spelling or in PowerShell's, in any case
/// (<c>cancelled_before_shipping</c>, <c>CancelledBeforeShipping</c>), or an empty one.
/// </summary>
/// <param name="setName">The name of the set in <see cref="ClosedSet"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(string setName) : ReaderAttribute
{
    /// <summary>The name of the set that has the values.</summary>
    public string SetName => setName;

    private protected override object ReadText(string text, CultureInfo? culture)
    {
        if (text.Trim().Length == 0)
        {
            return text;
        }

        var known = ClosedSet.Named(setName);
        return known.Find(text) ?? throw CentryException.Invalid(Messages.UnknownValue, text, string.Join(", ", known.Values));
    }

    private protected override object? ReadValue(object? value) => value switch
    {
        null => NullString.Value,
        IEnumerable items => items.Cast<object?>().Select(item => Read(item, culture: null)?.ToString()).ToArray(),
        _ => ReadText(value.ToString()!, culture: null),
    };
}
