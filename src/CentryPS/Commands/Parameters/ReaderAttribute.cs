using System.Management.Automation;
using CentryPS.Commands.Base;

namespace CentryPS.Commands.Parameters;

/// <summary>Converts an argument to the type of its parameter.</summary>
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
            throw new ArgumentTransformationMetadataException(exception.Message, exception)
            {
                HelpLink = exception.HelpLink,
            };
        }
    }

    /// <summary>Converts a plain value.</summary>
    /// <exception cref="CentryException">The value is invalid for the parameter.</exception>
    private protected abstract object? Read(object? value);
}
