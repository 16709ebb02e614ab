using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Refuses text and numbers, which are ids, for a parameter that accepts objects. PowerShell then binds a piped value
/// to another parameter, but only if the error is a failed cast.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAnIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is IConvertible
        ? throw new ArgumentTransformationMetadataException(
            Messages.InvalidInput, new PSInvalidCastException(Messages.InvalidInput))
        : inputData;
}
