namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>An access token and the refresh token that was issued with it: Doorkeeper keeps and revokes them as one.</summary>
internal sealed class AccessToken(string value, Grant grant, DateTimeOffset createdAt, TimeSpan life)
{
    public string Value => value;

    public Grant Grant => grant;

    public DateTimeOffset CreatedAt => createdAt;

    public TimeSpan Life { get; set; } = life;

    /// <summary>The refresh token; null where there is none.</summary>
    public string? Refresh { get; init; }

    /// <summary>The refresh token that this one was issued for, until the first use; null for one that has revoked it.</summary>
    public string? Previous { get; set; }

    /// <summary>Whether a user acts by it, and not the application for itself.</summary>
    public bool IsOfUser { get; init; }

    public bool IsRevoked { get; set; }

    public TimeSpan Left(DateTimeOffset now) => createdAt + Life - now;
}
