using System.Net;
using System.Text.Json;
using CentryPS.Http.Pacing;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Describes failed calls in the language of the user, with the message of the server.</summary>
internal sealed class FailureReport(Redactor redactor)
{
    /// <summary>The maximum number of bytes of a body that an error keeps.</summary>
    public const int MaxBodyLength = 64 * 1024;

    /// <summary>Describes a call whose attempts all failed.</summary>
    public CentryException Describe(CallHistory call, CentryResponse? response, Verdict verdict) =>
        Create(Code(call, response), Reason(call, response), call, response, verdict);

    /// <summary>Describes a successful response with an unexpected body.</summary>
    public CentryException DescribeUnreadable(CallHistory call, CentryResponse response, JsonException reason)
    {
        var isWrite = call.Request is { IsRead: false, IsSigned: true };
        var code = isWrite ? CentryErrorCode.OutcomeUnknown : CentryErrorCode.InvalidResponse;
        var message = reason is UnexpectedResponseException
            ? reason.Message
            : Messages.Unreadable.With(UnexpectedValue(response, reason) ?? Kind(response));
        return Create(code, message, call, response, inner: reason);
    }

    private static CentryErrorCode Code(CallHistory call, CentryResponse? response)
    {
        var code = response is null ? Code(call.Failure!.Failure) : Code(response.Status);
        if (!call.Request.IsSigned)
        {
            // Doorkeeper rejects a sign-in with 400 as well as with 401 (RFC 6749, 5.2).
            return (int?)response?.Status is 400 or 403 ? CentryErrorCode.AuthenticationFailed : code;
        }

        return call.IsLost && !IsDecisive(response) ? CentryErrorCode.OutcomeUnknown : code;
    }

    // True if the response judges the request itself. It then determines the error code, even if an earlier, lost
    // attempt may have been applied. Not 401 (the token was rejected), 408 (the request was not read, RFC 9110, 15.5.9)
    // or 429 (the request was not processed).
    private static bool IsDecisive(CentryResponse? response) =>
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
            var location = response.Headers.Location?.OriginalString ?? string.Empty;
            return Messages.Redirected.With(TerminalText.Show(location));
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

    // Returns the path in the JSON and its value.
    private string? UnexpectedValue(CentryResponse response, JsonException reason) =>
        reason.Path is { Length: > 1 } path && JsonLocation.Find(response.Body, path) is { } value
            ? $"{path}: {TerminalText.Show(redactor.Clean(value))}"
            : null;

    private static string Kind(CentryResponse response) => response.Body.IsEmpty
        ? Messages.KindEmpty
        : TerminalText.Show(response.ContentType?.MediaType ?? Messages.KindUnknown);

    private CentryException Create(
        CentryErrorCode code,
        string? reason,
        CallHistory call,
        CentryResponse? response,
        Verdict verdict = default,
        Exception? inner = null)
    {
        var uri = redactor.Clean(call.Uri);
        var isProxy = call.Failure?.Failure == AttemptFailure.ProxyAuthentication;
        var status = (int?)response?.Status;
        var request = $"{call.Request.Method} {uri.AbsolutePath}" + (status is null ? null : $", HTTP {status}");
        var message = MessageFormat.Named(code.ToString()).With(request) + (reason is null ? null : ": " + reason);
        var pause = verdict.ExcessivePause is { } wait ? Messages.Forbidden.With(wait.TotalMinutes) : null;
        message = redactor.Clean(MessageFormat.Join(message, pause));
        var body = response?.Text(MaxBodyLength) ?? call.Failure?.ResponseBody;
        return new CentryException(code, message, WithoutSecret(inner ?? call.Failure?.InnerException))
        {
            StatusCode = response?.Status,
            Method = call.Request.Method.Method,
            RequestUri = uri,
            ResponseBody = body is null ? null : redactor.Clean(body),
            ServerError = response is null ? null : ServerMessage.ErrorOf(response),
            Advice = isProxy ? Messages.ProxyAuthenticationAdvice : null,
            IsOutOfRetries = verdict.IsOutOfRetries,
            IsFinal = isProxy || verdict.IsOutOfRetries || verdict.ExcessivePause is not null
                || code == CentryErrorCode.AuthenticationFailed || status == 401,
            IsInDoubt = code == CentryErrorCode.OutcomeUnknown
                || (call.IsLost && status is not (404 or 410))
                || (call.MayHaveActed && !IsDecisive(response)),
            IsPending = call.Failure?.Failure == AttemptFailure.TimedOut || status == 504,
        };
    }

    // The exception of another library may quote a secret.
    private Exception? WithoutSecret(Exception? exception) =>
        exception is null || redactor.Clean(exception.ToString()) == exception.ToString() ? exception : null;
}
