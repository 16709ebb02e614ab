using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Refuses an object as an argument of a parameter that takes ids: as text it would lose the company that it belongs to. In the pipeline,
/// the engine then binds it to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAnObjectAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData.Unwrap() as System.Collections.IEnumerable)?.Cast<object?>().Any(IsObject) == true || IsObject(inputData)
            ? throw new ArgumentTransformationMetadataException(Messages.ObjectIsNoId, new PSInvalidCastException(Messages.ObjectIsNoId))
            : inputData;

    private static bool IsObject(object? item) => item.Unwrap() is CentryObject
        || (item as PSObject)?.TypeNames.Any(name => name.StartsWith("Deserialized." + typeof(CentryObject).Namespace, StringComparison.Ordinal)) == true;
}
