using System.Collections;
using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Takes URLs as text or as <see cref="Uri"/>, to the letter, and keeps all else away from a parameter that takes text by value: any
/// object can be text. The engine looks for a property, or another parameter, where a cast fails, and only there.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextOrUriAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.Unwrap() is IList items ? items.Cast<object?>().Select(Text).ToArray() : Text(inputData);

    private static string? Text(object? value) => value.Unwrap() switch
    {
        null => null,
        string text => text,
        Uri uri => uri.OriginalString,
        _ => throw new ArgumentTransformationMetadataException(Messages.InvalidInput, new PSInvalidCastException(Messages.InvalidInput)),
    };
}
