namespace CentryPS.Models;

/// <summary>What <c>Test-CentrySession</c> finds of a session.</summary>
public sealed class CentrySessionHealth
{
    /// <summary>Whether Centry accepts its access token now.</summary>
    public bool IsValid { get; init; }

    /// <summary>The scopes granted, separated by spaces, where Centry says.</summary>
    public string? Scope { get; init; }

    /// <summary>When the access token expires, by this machine's clock, where Centry says.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is wrong, or soon will be; null where nothing is.</summary>
    public string? Problem { get; init; }
}
