using System.Management.Automation;

namespace CentryPS.Commands.Base;

/// <summary>
/// Decides which exceptions are the failure of one input, so that the remaining inputs are processed. Exceptions that stop the
/// pipeline, change the flow of a script, or come from a user's script block are not.
/// </summary>
internal static class InputGate
{
    /// <summary>Whether an exception becomes the error of the input that was being processed.</summary>
    public static bool IsOfInput(Exception exception) => exception switch
    {
        ExtendedTypeSystemException or PSInvalidCastException => true, // a property of the input that cannot be read
        RuntimeException or FlowControlException or PSInvalidOperationException or OperationCanceledException or OutOfMemoryException => false,
        _ => true,
    };

    /// <summary>The failure of an input that has not been sent.</summary>
    public static CentryException Refusal(Exception exception) =>
        exception as CentryException ?? Unexpected(exception, CentryErrorCode.InvalidRequest, isInDoubt: false);

    /// <summary>Waits for a call; a failure that nobody foresaw leaves the outcome of a write unknown.</summary>
    /// <exception cref="CentryException">The call failed.</exception>
    public static async Task<T> WatchAsync<T>(Task<T> call, bool isWrite)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not CentryException && IsOfInput(exception))
        {
            throw Unexpected(exception, isWrite ? CentryErrorCode.OutcomeUnknown : CentryErrorCode.InvalidResponse, isWrite);
        }
    }

    private static CentryException Unexpected(Exception exception, CentryErrorCode code, bool isInDoubt)
    {
        var cause = exception.GetBaseException();
        return new CentryException(code, Messages.UnexpectedFailure.With(cause.GetType().Name, TerminalText.Show(cause.Message)), exception) { IsInDoubt = isInDoubt };
    }
}
