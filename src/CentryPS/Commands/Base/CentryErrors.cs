using System.Management.Automation;

namespace CentryPS.Commands.Base;

/// <summary>Where error records are born: each code's category and advice, and nothing said twice.</summary>
internal static class CentryErrors
{
    /// <summary>The record of a failure for the input that failed, with a report to add to its message.</summary>
    public static ErrorRecord Record(CentryException exception, object? target, string? report = null)
    {
        var advice = MessageFormat.Named(exception.ErrorCode + "Advice");
        var message = Join(exception.Message, IsOutOfRetries(exception) ? Messages.BudgetSpent : null);
        message = Join(message, report);
#if NETFRAMEWORK
        message = Join(message, advice); // Windows PowerShell does not show a recommended action
#endif
        return new ErrorRecord(exception, exception.ErrorCode.ToString(), Category(exception.ErrorCode), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };
    }

    /// <summary>Whether no later input of the pipeline can fare better.</summary>
    public static bool IsTerminating(CentryException exception) =>
        exception.IsFinal || exception.ErrorCode is CentryErrorCode.NotConnected
            or CentryErrorCode.AuthenticationFailed
            or CentryErrorCode.InsecureUri;

    private static ErrorCategory Category(CentryErrorCode code) => code switch
    {
        CentryErrorCode.NotConnected => ErrorCategory.ConnectionError,
        CentryErrorCode.AuthenticationFailed => ErrorCategory.AuthenticationError,
        CentryErrorCode.PermissionDenied => ErrorCategory.PermissionDenied,
        CentryErrorCode.NotFound => ErrorCategory.ObjectNotFound,
        CentryErrorCode.InvalidRequest => ErrorCategory.InvalidArgument,
        CentryErrorCode.RateLimited => ErrorCategory.LimitsExceeded,
        CentryErrorCode.ServerError => ErrorCategory.ResourceUnavailable,
        CentryErrorCode.ConnectionFailed => ErrorCategory.ConnectionError,
        CentryErrorCode.Timeout => ErrorCategory.OperationTimeout,
        CentryErrorCode.InvalidResponse => ErrorCategory.InvalidData,
        CentryErrorCode.OutcomeUnknown => ErrorCategory.InvalidResult,
        CentryErrorCode.InsecureUri => ErrorCategory.SecurityError,
        _ => ErrorCategory.NotSpecified,
    };

    // A refused sign-in is final too, and says so itself.
    private static bool IsOutOfRetries(CentryException exception) =>
        exception.IsFinal && exception.ErrorCode != CentryErrorCode.AuthenticationFailed && (int?)exception.StatusCode != 401;

    private static string Join(string left, string? right) =>
        string.IsNullOrEmpty(right) ? left : $"{left.TrimEnd('.')}. {right}";
}
