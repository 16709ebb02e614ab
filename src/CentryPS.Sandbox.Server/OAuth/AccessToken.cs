namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>
/// An access token and the refresh token that was issued with it. Doorkeeper stores and revokes them together.
/// </summary>
internal sealed class AccessToken(string value, Grant grant, DateTimeOffset createdAt, TimeSpan lifetime)
{
    public string Value => value;

    public Grant Grant => grant;

    public DateTimeOffset CreatedAt => createdAt;

    public TimeSpan Lifetime { get; set; } = lifetime;

    /// <summary>The refresh token; null for none.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>
    /// The refresh token that this token replaced, until the first use of this token revokes it; otherwise null.
    /// </summary>
    public string? PreviousRefreshToken { get; set; }

    /// <summary>True if it was issued for a user; false if it was issued for the application itself.</summary>
    public bool IsForUser { get; init; }

    public bool IsRevoked { get; set; }

    public TimeSpan TimeLeft(DateTimeOffset now) => createdAt + Lifetime - now;
}
