namespace CentryPS.Models.Json;

/// <summary>The tokens of a saved sign-in after a renewal, stored in the vault as JSON.</summary>
internal sealed record SavedToken
{
    /// <summary>The id of the sign-in.</summary>
    public string? Id { get; init; }

    /// <summary>Increases by one with each renewal: the highest number has the latest tokens.</summary>
    public int Number { get; init; }

    /// <summary>The latest refresh token; null once Centry has rejected it.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The access token received with it, shared with other processes that use the sign-in.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The time at which the access token expires, by the clock of the machine that received it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time from which the access token is renewed before use.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>The granted scopes, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Returns only the type's name: the default would print secrets.</summary>
    public override string ToString() => nameof(SavedToken);
}
