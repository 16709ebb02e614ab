using System.Globalization;
using System.Management.Automation;
using CentryPS.Commands.Base;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads what a user typed, a cell of a CSV file or a value as what a parameter takes.</summary>
public abstract class ReaderAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(inputData, culture: null);
        }
        catch (CentryException exception)
        {
            exception.HelpLink = HelpLinks.Of(exception.ErrorCode);
            throw new ArgumentTransformationMetadataException(exception.Message, exception) { HelpLink = exception.HelpLink };
        }
    }

    /// <summary>Reads a value, wherever it stands: on the command line, in a row or in an object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="culture">How its text writes amounts and dates; null for what means the same in every culture alone.</param>
    /// <exception cref="CentryException">It is not what the parameter takes.</exception>
    internal object? Read(object? value, CultureInfo? culture)
    {
        var bare = value.Unwrap();
        return bare is string text ? ReadText(text, culture) : ReadValue(bare);
    }

    /// <summary>Reads text.</summary>
    private protected abstract object? ReadText(string text, CultureInfo? culture);

    /// <summary>Takes what is not text as it is.</summary>
    private protected virtual object? ReadValue(object? value) => value;
}
