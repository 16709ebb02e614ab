using System.Security;

namespace CentryPS.Session;

/// <summary>The tokens of a renewal, which <c>Connect-Centry -OnTokenRefresh</c> receives to store them.</summary>
public sealed class CentryTokens
{
    /// <summary>The new access token.</summary>
    public required SecureString AccessToken { get; init; }

    /// <summary>The new refresh token, which replaces the previous one; null if the grant has none.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>The time at which the access token expires, by the clock of this machine.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The granted scopes, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>The number of the renewal; later tokens replace earlier ones.</summary>
    internal int Number { get; init; }
}
