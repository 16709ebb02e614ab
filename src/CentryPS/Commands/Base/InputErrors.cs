using System.Management.Automation;

namespace CentryPS.Commands.Base;

/// <summary>
/// Converts exceptions to the error of one input, after which the remaining inputs are processed. Exceptions that stop
/// the pipeline, change the flow of a script, or come from a user's script block are not converted.
/// </summary>
internal static class InputErrors
{
    public static bool IsInputError(Exception exception) => exception switch
    {
        ExtendedTypeSystemException or PSInvalidCastException => true, // an unreadable property of the input
        RuntimeException or FlowControlException or PSInvalidOperationException => false,
        OperationCanceledException or OutOfMemoryException => false,
        _ => true,
    };

    /// <summary>Returns the error of an input for which nothing has been sent.</summary>
    public static CentryException OfUnsent(Exception exception) =>
        exception as CentryException ?? Unexpected(exception, CentryErrorCode.InvalidRequest, isInDoubt: false);

    /// <summary>Waits for a call. After an unexpected exception, the outcome of a write is unknown.</summary>
    /// <exception cref="CentryException">The call failed.</exception>
    public static async Task<T> ConvertAsync<T>(Task<T> call, bool isWrite)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not CentryException && IsInputError(exception))
        {
            var code = isWrite ? CentryErrorCode.OutcomeUnknown : CentryErrorCode.InvalidResponse;
            throw Unexpected(exception, code, isWrite);
        }
    }

    private static CentryException Unexpected(Exception exception, CentryErrorCode code, bool isInDoubt)
    {
        var cause = exception.GetBaseException();
        var message = Messages.UnexpectedFailure.With(cause.GetType().Name, TerminalText.Show(cause.Message));
        return new CentryException(code, message, exception) { IsInDoubt = isInDoubt };
    }
}
