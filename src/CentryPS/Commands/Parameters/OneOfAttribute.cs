using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Reads one or several values of a closed set, in Centry's or PowerShell's spelling and in any case.
/// </summary>
/// <param name="setName">The name of the set in <see cref="ClosedSet"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(string setName) : ReaderAttribute
{
    /// <summary>The name of the set in <see cref="ClosedSet"/>.</summary>
    public string SetName => setName;

    private protected override object? Read(object? value) =>
        value is object?[] items ? items.Select(One).ToArray() : One(value);

    // The command refuses a blank value, and names the parameter.
    private object? One(object? value) =>
        Blank.Is(value) ? value as string
            : new ClosedSetKind(ClosedSet.Named(setName)).Read(value!, new ReadContext(ValueSource.Argument));
}
