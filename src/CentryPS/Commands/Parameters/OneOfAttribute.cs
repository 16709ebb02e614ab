using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads values that Centry documents, one or several, in either spelling and any case.</summary>
/// <param name="setName">The name of the set in <see cref="ClosedSet"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOfAttribute(string setName) : ReaderAttribute
{
    /// <summary>The name of the set that has the values.</summary>
    public string SetName => setName;

    private protected override object? Read(object? value) => value is object?[] items ? items.Select(One).ToArray() : One(value);

    // What is blank is refused with the parameter's name.
    private object? One(object? value) =>
        Blank.Is(value) ? value as string : new ClosedSetKind(ClosedSet.Named(setName)).Read(value!, new ReadContext(ValueSource.Argument));
}
