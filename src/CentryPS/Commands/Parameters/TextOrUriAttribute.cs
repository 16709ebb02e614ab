using System.Collections;
using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Accepts URLs as text or <see cref="Uri"/> without normalizing them, and refuses other objects, which PowerShell
/// would convert to text. PowerShell then binds a property of a piped object, or another parameter, but only if the
/// error is a failed cast.
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
        _ => throw new ArgumentTransformationMetadataException(
            Messages.InvalidInput, new PSInvalidCastException(Messages.InvalidInput)),
    };
}
