namespace CentryPS.Http;

/// <summary>Why an attempt brought no whole answer.</summary>
internal enum AttemptFailure
{
    /// <summary>No connection was made: the server cannot have acted.</summary>
    NotSent,

    /// <summary>The server's certificate or its TLS is not acceptable: the server cannot have acted, and will not improve.</summary>
    NotTrusted,

    /// <summary>The proxy wants a sign-in (407): the server cannot have acted, and the next attempt ends alike.</summary>
    ProxyAuthentication,

    /// <summary>The connection ended before the answer was whole.</summary>
    Interrupted,

    /// <summary>The answer ended well, and the JSON in it did not.</summary>
    Cut,

    /// <summary>The answer was not whole within the attempt's time.</summary>
    TimedOut,

    /// <summary>The answer is longer than any answer of Centry.</summary>
    TooLarge,
}
