namespace CentryPS.Session;

/// <summary>The tokens that a session holds at a moment.</summary>
internal sealed record TokenSet(string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, string? Scope)
{
    /// <summary>From when on the access token is renewed before it is used.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(TokenSet);
}
