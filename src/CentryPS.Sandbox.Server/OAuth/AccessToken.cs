namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>An access token and the refresh token that was issued with it: Doorkeeper keeps and revokes them as one.</summary>
internal sealed class AccessToken(string value, Grant grant, DateTimeOffset createdAt, TimeSpan life)
{
    public string Value => value;

    public Grant Grant => grant;

    public DateTimeOffset CreatedAt => createdAt;

    public TimeSpan Life { get; set; } = life;

    /// <summary>The refresh token; null for none.</summary>
    public string? Refresh { get; init; }

    /// <summary>
    /// The refresh token that this token replaced, until the first use of this token revokes it; otherwise null.
    /// </summary>
    public string? Previous { get; set; }

    /// <summary>True if it was issued for a user, false if for the application itself.</summary>
    public bool IsOfUser { get; init; }

    public bool IsRevoked { get; set; }

    public TimeSpan Left(DateTimeOffset now) => createdAt + Life - now;
}
