using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Keeps text and numbers away from a parameter that takes any object, so that what is piped binds to one parameter alone:
/// they are ids. The engine looks for another parameter where a cast fails, and only there.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAnIdAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData.Unwrap() is IConvertible
        ? throw new ArgumentTransformationMetadataException(Messages.InvalidInput, new PSInvalidCastException(Messages.InvalidInput))
        : inputData;
}
