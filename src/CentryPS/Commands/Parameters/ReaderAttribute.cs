using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads what a user typed, a cell of a CSV file or a value as what a parameter takes.</summary>
public abstract class ReaderAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(inputData);
        }
        catch (CentryException exception)
        {
            throw new ArgumentTransformationMetadataException(exception.Message, exception);
        }
    }

    /// <summary>Reads a value, wherever it stands: on the command line, in a row or in an object.</summary>
    /// <exception cref="CentryException">It is not what the parameter takes.</exception>
    internal object? Read(object? value)
    {
        var bare = value.Unwrap();
        return bare is string text ? ReadText(text) : ReadValue(bare);
    }

    /// <summary>Reads text.</summary>
    private protected abstract object? ReadText(string text);

    /// <summary>Takes what is not text as it is.</summary>
    private protected virtual object? ReadValue(object? value) => value;
}
