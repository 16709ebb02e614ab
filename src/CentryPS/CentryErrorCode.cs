namespace CentryPS;

/// <summary>What went wrong, as the first part of an error's FullyQualifiedErrorId names it.</summary>
public enum CentryErrorCode
{
    /// <summary>There is no session, or it was disconnected.</summary>
    NotConnected,

    /// <summary>Centry does not accept the sign-in (401), or gives no token for it.</summary>
    AuthenticationFailed,

    /// <summary>The sign-in does not allow this (403).</summary>
    PermissionDenied,

    /// <summary>Centry has no such thing, or no longer (404, 410).</summary>
    NotFound,

    /// <summary>Centry refuses the request, or this module does before it is sent (400, 405, 406, 409, 422).</summary>
    InvalidRequest,

    /// <summary>Centry asks for fewer calls (429), after all retries.</summary>
    RateLimited,

    /// <summary>Centry failed (5xx), after all retries.</summary>
    ServerError,

    /// <summary>No connection, or none that lasted until the answer.</summary>
    ConnectionFailed,

    /// <summary>No whole answer within the time allowed.</summary>
    Timeout,

    /// <summary>The answer is not the JSON that was promised.</summary>
    InvalidResponse,

    /// <summary>A write may or may not have been applied.</summary>
    OutcomeUnknown,

    /// <summary>The object has changed since the user saw it.</summary>
    Conflict,

    /// <summary>Centry accepted the call, but its answer or the object shows that the change was not made.</summary>
    NotApplied,

    /// <summary>The object, row or journal belongs to another server or company than the session.</summary>
    WrongCompany,

    /// <summary>The base address would send secrets unencrypted over a network.</summary>
    InsecureUri,

    /// <summary>What was given is not a notification of Centry: a JSON object with a topic.</summary>
    InvalidNotification,
}
