using System.Globalization;
using System.Management.Automation;

namespace CentryPS.Commands;

/// <summary>Reads what stands in a cell of a CSV file, or what a user typed, as the value that a parameter takes.</summary>
public abstract class CellAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value is string text ? Read(text) : Accept(value);
    }

    /// <summary>Reads text.</summary>
    private protected abstract object? Read(string text);

    /// <summary>Takes what is no text as it is.</summary>
    private protected virtual object? Accept(object? value) => value;

    private protected static ArgumentTransformationMetadataException Refuse(string format, params object?[] values) =>
        new(string.Format(CultureInfo.CurrentCulture, format, values));
}
