namespace CentryPS.Http;

/// <summary>The reason why an attempt has no complete response.</summary>
internal enum AttemptFailure
{
    /// <summary>No connection was made. The server cannot have acted.</summary>
    NotSent,

    /// <summary>TLS failed or the certificate is not trusted. The server did not act; a retry fails too.</summary>
    NotTrusted,

    /// <summary>The proxy requires a credential (407). The server cannot have acted; a retry fails too.</summary>
    ProxyAuthentication,

    /// <summary>The connection ended before the response was complete.</summary>
    Interrupted,

    /// <summary>The response is complete, but its JSON is truncated.</summary>
    Cut,

    /// <summary>The response was not complete before the timeout of the attempt.</summary>
    TimedOut,

    /// <summary>The response is larger than any response of Centry.</summary>
    TooLarge,
}
