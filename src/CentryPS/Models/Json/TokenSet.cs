using System.Text.Json.Serialization;

namespace CentryPS.Models.Json;

/// <summary>The tokens of a session at one moment. A vault saves those of a saved sign-in as JSON.</summary>
internal sealed record TokenSet
{
    /// <summary>The id of the saved sign-in; null if it is not saved.</summary>
    public string? Id { get; init; }

    /// <summary>Increases by one with each renewal: the highest number has the latest tokens.</summary>
    public int Number { get; init; }

    /// <summary>The latest refresh token; null for none, or once Centry has rejected it.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The access token received with it, shared with other processes that use the saved sign-in.</summary>
    public string? AccessToken { get; init; }

    /// <summary>The time at which the access token expires, by the clock of the machine that received it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time from which the access token is renewed before it is used.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>The granted scopes, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>True if another process renewed the tokens; it may renew them again at any moment.</summary>
    [JsonIgnore]
    public bool IsShared { get; init; }

    /// <summary>The error of the vault that did not save the tokens, which is reported once; null for none.</summary>
    [JsonIgnore]
    public CentryException? NotSaved { get; init; }

    /// <summary>Returns only the type's name: the default would print secrets.</summary>
    public override string ToString() => nameof(TokenSet);
}
