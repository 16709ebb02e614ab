namespace CentryPS.Http.Pacing;

/// <summary>The meaning of an attempt's outcome for the pace.</summary>
internal enum PaceSignal
{
    /// <summary>No information about the pace.</summary>
    None,

    /// <summary>The server processed the request, or rejected it for its content.</summary>
    Served,

    /// <summary>Too many calls in a period: 429 (RFC 6585, 4).</summary>
    Limited,

    /// <summary>Too many concurrent calls: 503 (RFC 9110, 15.6.4).</summary>
    Busy,

    /// <summary>No complete response within the timeout of the attempt.</summary>
    TimedOut,
}
