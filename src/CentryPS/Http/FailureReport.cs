using System.Globalization;
using System.Net;

namespace CentryPS.Http;

/// <summary>Says of a call that failed what went wrong, in the user's language and with the server's own words.</summary>
internal sealed class FailureReport(Redactor redactor)
{
    /// <summary>How many bytes of a body an error keeps.</summary>
    public const int LongestBody = 64 * 1024;

    public CentryException Describe(Call call, CentryResponse? response)
    {
        var code = Code(call, response);
        return Create(code, Reason(call, response) + (call.IsNotRenewable ? Messages.NotRenewable : null), call, response);
    }

    /// <summary>A success whose body is not what was promised.</summary>
    public CentryException DescribeUnreadable(Call call, CentryResponse response, Exception reason)
    {
        var code = call.Request.IsRead || !call.Request.IsSigned ? CentryErrorCode.InvalidResponse : CentryErrorCode.OutcomeUnknown;
        return Create(code, string.Format(CultureInfo.CurrentCulture, Messages.Unreadable, (int)response.Status, Kind(response)), call, response, reason);
    }

    private static CentryErrorCode Code(Call call, CentryResponse? response)
    {
        if (!call.Request.IsSigned)
        {
            // Doorkeeper refuses a sign-in with 400 as well as with 401 (RFC 6749, 5.2).
            return (int?)response?.Status is 400 or 403 ? CentryErrorCode.AuthenticationFailed : Plain(call, response);
        }

        return call.MayHaveActed && !IsVerdict(response) ? CentryErrorCode.OutcomeUnknown : Plain(call, response);
    }

    // An answer that judges the request itself also judges the attempts before it.
    private static bool IsVerdict(CentryResponse? response) =>
        (int?)response?.Status is { } status && status < 500 && status != 429;

    private static CentryErrorCode Plain(Call call, CentryResponse? response) =>
        response is null ? Code(call.Failure!.Failure) : Code(response.Status);

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
        429 => CentryErrorCode.RateLimited,
        < 400 => CentryErrorCode.InvalidResponse,
        < 500 => CentryErrorCode.InvalidRequest,
        _ => CentryErrorCode.ServerError,
    };

    private string Reason(Call call, CentryResponse? response)
    {
        if (response is null)
        {
            return FailureWords(call.Failure!);
        }

        if ((int)response.Status is >= 300 and < 400)
        {
            return string.Format(CultureInfo.CurrentCulture, Messages.Redirected, response.Headers.Location);
        }

        var status = string.Format(CultureInfo.CurrentCulture, "HTTP {0} {1}", (int)response.Status, response.Status);
        return ServerWords.Read(response) is { } words ? $"{status}: {redactor.Clean(words)}" : status;
    }

    private static string FailureWords(AttemptException failure) => failure.Failure switch
    {
        AttemptFailure.TimedOut => Messages.ReasonTimedOut,
        AttemptFailure.TooLarge => Messages.ReasonTooLarge,
        AttemptFailure.Cut => Messages.ReasonCut,
        AttemptFailure.Interrupted => Messages.ReasonInterrupted,
        AttemptFailure.NotTrusted => With(Messages.ReasonNotTrusted, failure),
        _ => With(Messages.ReasonNotSent, failure),
    };

    private static string With(string reason, AttemptException failure) =>
        $"{reason} ({failure.GetBaseException().Message})";

    private static string Kind(CentryResponse response) =>
        response.Body.IsEmpty ? Messages.KindEmpty : response.ContentType?.MediaType ?? Messages.KindUnknown;

    private CentryException Create(
        CentryErrorCode code,
        string reason,
        Call call,
        CentryResponse? response,
        Exception? inner = null)
    {
        var request = call.Request;
        var address = redactor.Clean(request.Uri);
        var format = Messages.ResourceManager.GetString(code.ToString(), CultureInfo.CurrentUICulture)!;
        var message = string.Format(CultureInfo.CurrentCulture, format, $"{request.Method} {address.AbsolutePath}", reason);
        return new CentryException(code, redactor.Clean(message), Safe(inner ?? call.Failure?.InnerException))
        {
            StatusCode = response?.Status,
            Method = request.Method.Method,
            RequestUri = address,
            ResponseBody = (response?.Text(LongestBody) ?? call.Failure?.ResponseBody) is { } body ? redactor.Clean(body) : null,
            IsFinal = call.IsOutOfBudget || code == CentryErrorCode.AuthenticationFailed,
            IsPending = call.Failure?.Failure == AttemptFailure.TimedOut,
        };
    }

    // Another library's exception may quote what it was given.
    private Exception? Safe(Exception? exception) =>
        exception is null || redactor.Clean(exception.ToString()) == exception.ToString() ? exception : null;
}
