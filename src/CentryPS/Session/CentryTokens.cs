using System.Security;

namespace CentryPS.Session;

/// <summary>The tokens after a renewal, as <c>Connect-Centry -OnTokenRefresh</c> gets them, to store them.</summary>
public sealed class CentryTokens
{
    /// <summary>The new access token.</summary>
    public required SecureString AccessToken { get; init; }

    /// <summary>The new refresh token, which replaces the one before; null where the grant has none.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>When the access token expires, by this machine's clock.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The scopes granted, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Which renewal of the session they are of: later ones replace earlier ones.</summary>
    internal int Number { get; init; }

    /// <inheritdoc cref="TokenSet.NotSaved"/>
    internal CentryException? NotSaved { get; init; }
}
