using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Base;

/// <summary>Creates error records with the category and the advice of their code.</summary>
internal static class CentryErrors
{
    // Sentences that the command has already given are not repeated.
    public static ErrorRecord Record(
        CentryException exception,
        object? target,
        string? session = null,
        string? advice = null,
        ISet<string>? given = null)
    {
        advice ??= Advice(exception);
        advice = given?.Add(advice) == false ? string.Empty : advice;
        exception.HelpLink = HelpLinks.Of(exception.ErrorCode);
        var reason = exception.IsOutOfRetries ? Messages.BudgetSpent : null;
        var message = Named(session, MessageFormat.Join(exception.Message, reason));
        message = given is not null && exception.ErrorCode == CentryErrorCode.InvalidRequest
            ? MessageFormat.WithoutRepeated(message, given)
            : message;
#if NETFRAMEWORK
        message = MessageFormat.Join(message, advice); // Windows PowerShell does not show a recommended action
#endif
        return new ErrorRecord(exception, exception.ErrorCode.ToString(), Category(exception.ErrorCode), target)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
        };
    }

    /// <summary>Whether all later inputs of the pipeline would fail too.</summary>
    public static bool IsTerminating(CentryException exception) =>
        exception.IsFinal || exception.ErrorCode is CentryErrorCode.NotConnected
            or CentryErrorCode.AuthenticationFailed
            or CentryErrorCode.InsecureUri;

    /// <summary>Whether the same input may succeed later.</summary>
    public static bool MayPass(CentryException exception) => exception.ErrorCode is not (
        CentryErrorCode.NotFound or CentryErrorCode.InvalidRequest or CentryErrorCode.InvalidNotification
        or CentryErrorCode.Conflict or CentryErrorCode.NotApplied or CentryErrorCode.WrongCompany);

    private static string Advice(CentryException exception)
    {
        var isDenied = exception.ErrorCode == CentryErrorCode.PermissionDenied;
        return exception.Advice is { } own ? own
            : isDenied && ApiPath.Scope(exception.Method, exception.RequestUri) is { } scope
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

    /// <summary>A text that starts with the name of the session, if it has one.</summary>
    public static string Named(string? session, string text) => session is null ? text : $"{session}: {text}";
}
