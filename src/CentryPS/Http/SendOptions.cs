namespace CentryPS.Http;

/// <summary>The send options of a session.</summary>
internal sealed record SendOptions
{
    /// <summary>The timeout of one attempt, from connecting to the last byte of the response.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The default number of calls that a command keeps in flight.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>The maximum number of retries of a call.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The proxy; null for that of the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The credential for the proxy, including that of the system.</summary>
    public System.Net.ICredentials? ProxyCredential { get; init; }

    /// <summary>The clock of deadlines, waits and token lifetimes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
