namespace CentryPS.Http;

/// <summary>How a session sends.</summary>
internal sealed record SendOptions
{
    /// <summary>The time of one attempt, from connecting to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many calls a command keeps in flight, unless it is told otherwise.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>How often a call is tried again.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The time of one call with all its attempts and waits.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The proxy; none means the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The sign-in at the proxy, also at the system's.</summary>
    public System.Net.ICredentials? ProxyCredential { get; init; }

    /// <summary>The clock of deadlines, waits and token lives.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
