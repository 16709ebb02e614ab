namespace CentryPS.Models.Json;

/// <summary>What Doorkeeper's <c>/oauth/token/info</c> tells of the token that asks.</summary>
internal sealed class TokenInfo
{
    public string[]? Scope { get; set; }

    /// <summary>Seconds from the moment of the answer; null for a token that does not expire.</summary>
    public decimal? ExpiresIn { get; set; }
}
