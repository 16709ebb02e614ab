using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>A saved sign-in as it was read from a vault.</summary>
/// <param name="Application">The application.</param>
/// <param name="Token">The newest of its tokens that could be read; null where there are none.</param>
/// <param name="Damage">What is wrong with a secret that may hold newer tokens; null where all could be read.</param>
internal sealed record StoredSignIn(SavedSignIn Application, SavedToken? Token, CentryException? Damage = null)
{
    /// <summary>Whether Centry has refused its refresh token, so that somebody has to sign in again.</summary>
    public bool IsRefused => Token is { RefreshToken: null, Number: > 0 };

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(StoredSignIn);
}
