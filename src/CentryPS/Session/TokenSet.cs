using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>The tokens that a session holds at a moment.</summary>
internal sealed record TokenSet(string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, string? Scope)
{
    /// <summary>From when on the access token is renewed before it is used.</summary>
    public DateTimeOffset? RenewAt { get; init; }

    /// <summary>Whether another process renewed them, which may renew them again at any moment.</summary>
    public bool IsShared { get; init; }

    /// <summary>Why the vault of the sign-in did not take them, to be told once; null where it did, or there is none.</summary>
    public CentryException? NotSaved { get; init; }

    /// <summary>The tokens as a vault keeps them.</summary>
    /// <param name="id">The sign-in that they are of.</param>
    /// <param name="number">Their place among its tokens.</param>
    public SavedToken ToKept(string id, int number) => new()
    {
        Id = id,
        Number = number,
        RefreshToken = RefreshToken,
        AccessToken = AccessToken,
        ExpiresAt = ExpiresAt,
        RenewAt = RenewAt,
        Scope = Scope,
    };

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(TokenSet);
}
