using System.Management.Automation;
using CentryPS.Commands.Base;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads an argument as the value that a parameter takes.</summary>
public abstract class ReaderAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(PlainValue.OfArgument(inputData));
        }
        catch (CentryException exception)
        {
            exception.HelpLink = HelpLinks.Of(exception.ErrorCode);
            throw new ArgumentTransformationMetadataException(exception.Message, exception) { HelpLink = exception.HelpLink };
        }
    }

    /// <summary>Reads a plain value.</summary>
    /// <exception cref="CentryException">The parameter does not take it.</exception>
    private protected abstract object? Read(object? value);
}
