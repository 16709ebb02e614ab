using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Refuses objects for a parameter that accepts ids: as text, an object would lose its company. PowerShell then binds a
/// piped object to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAnObjectAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData.Unwrap() as System.Collections.IEnumerable)?.Cast<object?>().Any(IsObject) == true
            || IsObject(inputData)
            ? throw new ArgumentTransformationMetadataException(
                Messages.ObjectIsNoId, new PSInvalidCastException(Messages.ObjectIsNoId))
            : inputData;

    private static bool IsObject(object? item) => item.Unwrap() is CentryObject
        || (item as PSObject)?.TypeNames.Any(name =>
            name.StartsWith("Deserialized." + typeof(CentryObject).Namespace, StringComparison.Ordinal)) == true;
}
