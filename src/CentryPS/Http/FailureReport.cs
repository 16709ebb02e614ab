using System.Net;
using System.Text.Json;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Says of a call that failed what went wrong, in the user's language and with the server's own words.</summary>
internal sealed class FailureReport(Redactor redactor)
{
    /// <summary>How many bytes of a body an error keeps.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>A call that no attempt could bring to an answer that counts.</summary>
    public CentryException Describe(CallHistory call, CentryResponse? response) =>
        Create(Code(call, response), Reason(call, response), call, response);

    /// <summary>A success whose body is not what was promised.</summary>
    public CentryException DescribeUnreadable(CallHistory call, CentryResponse response, JsonException reason)
    {
        var code = call.Request.IsRead || !call.Request.IsSigned ? CentryErrorCode.InvalidResponse : CentryErrorCode.OutcomeUnknown;
        return Create(code, Reason(response, reason), call, response, reason);
    }

    private string Reason(CentryResponse response, JsonException reason) => reason is UnexpectedAnswerException
        ? reason.Message
        : Messages.Unreadable.With(Place(response, reason) ?? Kind(response));

    private static CentryErrorCode Code(CallHistory call, CentryResponse? response)
    {
        var code = response is null ? Code(call.Failure!.Failure) : Code(response.Status);
        if (!call.Request.IsSigned)
        {
            // Doorkeeper refuses a sign-in with 400 as well as with 401 (RFC 6749, 5.2).
            return (int?)response?.Status is 400 or 403 ? CentryErrorCode.AuthenticationFailed : code;
        }

        return call.IsLost && !IsVerdict(response) ? CentryErrorCode.OutcomeUnknown : code;
    }

    // An answer that judges the request itself gives the error its code, though a lost attempt before it may still have been applied. These do not: the token was refused
    // (401), the request was not read (408, RFC 9110, 15.5.9), or not yet looked at (429).
    private static bool IsVerdict(CentryResponse? response) =>
        (int?)response?.Status is < 500 and not (401 or 408 or 429);

    private static CentryErrorCode Code(AttemptFailure failure) => failure switch
    {
        AttemptFailure.TimedOut => CentryErrorCode.Timeout,
        AttemptFailure.TooLarge or AttemptFailure.Cut => CentryErrorCode.InvalidResponse,
        _ => CentryErrorCode.ConnectionFailed,
    };

    private static CentryErrorCode Code(HttpStatusCode status) => (int)status switch
    {
        401 => CentryErrorCode.AuthenticationFailed,
        403 => CentryErrorCode.PermissionDenied,
        404 or 410 => CentryErrorCode.NotFound,
        408 => CentryErrorCode.Timeout,
        429 => CentryErrorCode.RateLimited,
        < 400 => CentryErrorCode.InvalidResponse,
        < 500 => CentryErrorCode.InvalidRequest,
        _ => CentryErrorCode.ServerError,
    };

    private string? Reason(CallHistory call, CentryResponse? response)
    {
        if (response is null)
        {
            return Reason(call.Failure!);
        }

        if ((int)response.Status is >= 300 and < 400)
        {
            return Messages.Redirected.With(TerminalText.Show(response.Headers.Location?.OriginalString ?? string.Empty));
        }

        return ServerMessage.Read(response) is { } message ? TerminalText.Show(redactor.Clean(message)) : null;
    }

    private static string Reason(AttemptException failure) => failure.Failure switch
    {
        AttemptFailure.TimedOut => Messages.ReasonTimedOut,
        AttemptFailure.TooLarge => Messages.ReasonTooLarge,
        AttemptFailure.Cut => Messages.ReasonCut,
        AttemptFailure.Interrupted => Messages.ReasonInterrupted,
        AttemptFailure.NotTrusted => With(Messages.ReasonNotTrusted, failure),
        AttemptFailure.ProxyAuthentication => Messages.ReasonProxyAuthentication,
        _ => With(Messages.ReasonNotSent, failure),
    };

    private static string With(string reason, AttemptException failure) =>
        $"{reason} ({TerminalText.Show(failure.GetBaseException().Message)})";

    // Where in the JSON, and what stands there.
    private string? Place(CentryResponse response, JsonException reason) =>
        reason.Path is { Length: > 1 } path && JsonLocation.Find(response.Body, path) is { } there
            ? $"{path}: {TerminalText.Show(redactor.Clean(there))}"
            : null;

    private static string Kind(CentryResponse response) =>
        response.Body.IsEmpty ? Messages.KindEmpty : TerminalText.Show(response.ContentType?.MediaType ?? Messages.KindUnknown);

    private CentryException Create(
        CentryErrorCode code,
        string? reason,
        CallHistory call,
        CentryResponse? response,
        Exception? inner = null)
    {
        var uri = redactor.Clean(call.Uri);
        var isProxy = call.Failure?.Failure == AttemptFailure.ProxyAuthentication;
        var place = $"{call.Request.Method} {uri.AbsolutePath}" + (response is null ? null : $", HTTP {(int)response.Status}");
        var message = MessageFormat.Named(code.ToString()).With(place) + (reason is null ? null : ": " + reason);
        message = MessageFormat.Join(message, call.Forbidden is { } wait ? Messages.Forbidden.With(wait.TotalMinutes) : null);
        return new CentryException(code, redactor.Clean(message), Safe(inner ?? call.Failure?.InnerException))
        {
            StatusCode = response?.Status,
            Method = call.Request.Method.Method,
            RequestUri = uri,
            ResponseBody = (response?.Text(LongestBody) ?? call.Failure?.ResponseBody) is { } body ? redactor.Clean(body) : null,
            ServerError = response is null ? null : ServerMessage.ErrorOf(response),
            Advice = isProxy ? Messages.ProxyAuthenticationAdvice : null,
            IsOutOfRetries = call.IsOutOfBudget,
            IsFinal = isProxy || call.IsOutOfBudget || call.Forbidden is not null || code == CentryErrorCode.AuthenticationFailed || (int?)response?.Status == 401,
            IsInDoubt = code == CentryErrorCode.OutcomeUnknown || (call.IsLost && (int?)response?.Status is not (404 or 410)) || (call.MayHaveActed && !IsVerdict(response)),
            IsPending = call.Failure?.Failure == AttemptFailure.TimedOut || (int?)response?.Status == 504,
        };
    }

    // Another library's exception may quote what it was given.
    private Exception? Safe(Exception? exception) =>
        exception is null || redactor.Clean(exception.ToString()) == exception.ToString() ? exception : null;
}
