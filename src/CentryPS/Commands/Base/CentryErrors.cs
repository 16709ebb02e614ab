using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Base;

/// <summary>Where error records are born: each code's category and advice, and nothing said twice.</summary>
internal static class CentryErrors
{
    /// <summary>The record of a failure.</summary>
    /// <param name="exception">What failed.</param>
    /// <param name="target">The input that failed.</param>
    /// <param name="session">The name of the session, where it has one.</param>
    /// <param name="advice">What to do next, where the command knows better than the code.</param>
    /// <param name="given">The advice that the command has given before, which is not repeated; null repeats it.</param>
    public static ErrorRecord Record(CentryException exception, object? target, string? session = null, string? advice = null, ISet<string>? given = null)
    {
        advice ??= Advice(exception);
        advice = given?.Add(advice) == false ? string.Empty : advice;
        exception.HelpLink = HelpLinks.Of(exception.ErrorCode);
        var message = Named(session, MessageFormat.Join(exception.Message, exception.IsOutOfRetries ? Messages.BudgetSpent : null));
#if NETFRAMEWORK
        message = MessageFormat.Join(message, advice); // Windows PowerShell does not show a recommended action
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

    /// <summary>Whether the same input may fare better at another time.</summary>
    public static bool MayPass(CentryException exception) => exception.ErrorCode
        is not (CentryErrorCode.NotFound or CentryErrorCode.InvalidRequest or CentryErrorCode.InvalidNotification or CentryErrorCode.Conflict
            or CentryErrorCode.NotApplied or CentryErrorCode.WrongCompany);

    private static string Advice(CentryException exception) => exception.Advice is { } own ? own
        : exception.ErrorCode == CentryErrorCode.PermissionDenied && ApiScope.Find(exception.Method, exception.RequestUri) is { } scope
            ? Messages.MissingScopeAdvice.With(scope)
        : MessageFormat.Named(exception.ErrorCode + "Advice");

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
        CentryErrorCode.Conflict => ErrorCategory.ResourceExists,
        CentryErrorCode.NotApplied => ErrorCategory.InvalidResult,
        CentryErrorCode.WrongCompany => ErrorCategory.PermissionDenied,
        CentryErrorCode.InsecureUri => ErrorCategory.SecurityError,
        CentryErrorCode.InvalidNotification => ErrorCategory.InvalidData,
        _ => ErrorCategory.NotSpecified,
    };

    /// <summary>A text that says of which session it is, where that has a name.</summary>
    public static string Named(string? session, string text) => session is null ? text : $"{session}: {text}";
}
