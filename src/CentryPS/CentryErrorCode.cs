namespace CentryPS;

/// <summary>The kind of error: the first part of the error's FullyQualifiedErrorId.</summary>
public enum CentryErrorCode
{
    /// <summary>There is no session, or it was disconnected.</summary>
    NotConnected,

    /// <summary>Centry rejects the sign-in (401) or issues no token.</summary>
    AuthenticationFailed,

    /// <summary>The sign-in does not permit the call (403).</summary>
    PermissionDenied,

    /// <summary>The object does not exist or was deleted (404, 410).</summary>
    NotFound,

    /// <summary>Centry refuses the request, or this module refuses to send it (400, 405, 406, 409, 422).</summary>
    InvalidRequest,

    /// <summary>Centry's rate limit was exceeded (429), after all retries.</summary>
    RateLimited,

    /// <summary>The server failed (5xx), after all retries.</summary>
    ServerError,

    /// <summary>No connection could be made, or it was lost before the response.</summary>
    ConnectionFailed,

    /// <summary>No complete response arrived in time.</summary>
    Timeout,

    /// <summary>The response is not the expected JSON.</summary>
    InvalidResponse,

    /// <summary>A write may or may not have been applied.</summary>
    OutcomeUnknown,

    /// <summary>The object has changed since the user saw it.</summary>
    Conflict,

    /// <summary>Centry accepted the call, but its response or the object shows that the change was not made.</summary>
    NotApplied,

    /// <summary>The object, row or journal belongs to another server or company than the session.</summary>
    WrongCompany,

    /// <summary>The base URI would send secrets unencrypted over a network.</summary>
    InsecureUri,

    /// <summary>The input is not a notification of Centry: a JSON object with a topic.</summary>
    InvalidNotification,
}
