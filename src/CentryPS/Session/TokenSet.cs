using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>The tokens of a session at one moment.</summary>
internal sealed record TokenSet(string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, string? Scope)
{
    /// <summary>The time from which the access token is renewed before it is used.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>True if another process renewed the tokens; it may renew them again at any moment.</summary>
    public bool IsShared { get; init; }

    /// <summary>The error of the vault that did not save the tokens, which is reported once; null for none.</summary>
    public CentryException? NotSaved { get; init; }

    /// <summary>
    /// Determines whether an access token is valid in a header: visible ASCII without spaces (RFC 6749, appendix A.12).
    /// </summary>
    public static bool IsWellFormed(string? accessToken) =>
        !string.IsNullOrEmpty(accessToken) && accessToken!.All(character => character is > ' ' and < '\x7f');

    /// <summary>Converts the tokens to the form in which a vault saves them.</summary>
    public SavedToken ToSaved(string id, int number) => new()
    {
        Id = id,
        Number = number,
        RefreshToken = RefreshToken,
        AccessToken = AccessToken,
        ExpiresAt = ExpiresAt,
        RenewAt = RenewAt,
        Scope = Scope,
    };

    /// <summary>Hides the members, which a record prints.</summary>
    public override string ToString() => nameof(TokenSet);
}
