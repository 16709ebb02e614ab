namespace CentryPS.Models.Json;

/// <summary>The tokens of a saved sign-in after one renewal, as a vault keeps them in a JSON text of their own.</summary>
internal sealed record KeptToken
{
    /// <summary>The sign-in that they are of.</summary>
    public string? Id { get; init; }

    /// <summary>Grows by one with each renewal, so the greatest number has the newest tokens.</summary>
    public int Number { get; init; }

    /// <summary>The last refresh token received; null once Centry has refused it.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The access token that came with it, for the other processes that use the sign-in.</summary>
    public string? AccessToken { get; init; }

    /// <summary>When the access token expires, by the clock of the machine that received it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>From when on the access token is renewed before it is used.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>The scopes granted, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(KeptToken);
}
