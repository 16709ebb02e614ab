namespace CentryPS.Http.Pacing;

/// <summary>The decision after an attempt.</summary>
/// <param name="Wait">The wait before the next attempt; null for no further attempt.</param>
internal readonly record struct Verdict(TimeSpan? Wait)
{
    /// <summary>True if the session allows no more retries.</summary>
    public bool IsOutOfRetries { get; init; }

    /// <summary>The pause that the server requests, if it is too long for a call; null otherwise.</summary>
    public TimeSpan? ExcessivePause { get; init; }

    /// <summary>The known limits of the server; null if none is known.</summary>
    public PaceLimits? Limits { get; init; }
}
