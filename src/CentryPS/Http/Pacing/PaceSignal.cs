namespace CentryPS.Http.Pacing;

/// <summary>What the end of a call's turn says about the pace.</summary>
internal enum PaceSignal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The server did, or judged, what it was asked.</summary>
    Served,

    /// <summary>Too many calls in a time: 429 (RFC 6585, 4).</summary>
    Limited,

    /// <summary>Too many calls at once: 503 (RFC 9110, 15.6.4).</summary>
    Busy,

    /// <summary>No answer in the time of an attempt.</summary>
    TimedOut,
}
