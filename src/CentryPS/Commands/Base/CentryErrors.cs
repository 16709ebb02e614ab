using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Base;

/// <summary>Creates error records with the category and the advice of their code.</summary>
internal static class CentryErrors
{
    // Omits the sentences that an earlier error of the command showed.
    public static ErrorRecord Record(
        CentryException exception,
        object? target,
        string? session = null,
        string? advice = null,
        ISet<string>? shown = null)
    {
        advice ??= exception.Advice ?? DefaultAdvice(exception);
        advice = shown?.Add(advice) == false ? string.Empty : advice;
        exception.HelpLink = HelpLinks.Of(exception.ErrorCode);
        var reason = exception.IsOutOfRetries ? Messages.BudgetSpent : null;
        var message = WithSessionName(session, MessageFormat.Join(exception.Message, reason));
        message = shown is not null && exception.ErrorCode == CentryErrorCode.InvalidRequest
            ? MessageFormat.WithoutRepeated(message, shown)
            : message;
#if NETFRAMEWORK
        message = MessageFormat.Join(message, advice); // Windows PowerShell does not show a recommended action
#endif
        return new ErrorRecord(exception, exception.ErrorCode.ToString(), Category(exception.ErrorCode), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };
    }

    /// <summary>Returns true if all later inputs of the pipeline would fail too.</summary>
    public static bool IsTerminating(CentryException exception) =>
        exception.IsFinal || exception.ErrorCode is CentryErrorCode.NotConnected
            or CentryErrorCode.AuthenticationFailed
            or CentryErrorCode.InsecureUri;

    /// <summary>Returns true if the same input may succeed later.</summary>
    public static bool IsTransient(CentryException exception) => exception.ErrorCode is not (
        CentryErrorCode.NotFound or CentryErrorCode.InvalidRequest or CentryErrorCode.InvalidNotification
        or CentryErrorCode.Conflict or CentryErrorCode.NotApplied or CentryErrorCode.WrongCompany);

    private static string DefaultAdvice(CentryException exception)
    {
        var isDenied = exception.ErrorCode == CentryErrorCode.PermissionDenied;
        return isDenied && ApiPath.Scope(exception.Method, exception.RequestUri) is { } scope
            ? Messages.MissingScopeAdvice.With(scope)
            : MessageFormat.Named(exception.ErrorCode + "Advice");
    }

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

    /// <summary>Returns a text that starts with the name of the session, if it has one.</summary>
    public static string WithSessionName(string? session, string text) => session is null ? text : $"{session}: {text}";
}
