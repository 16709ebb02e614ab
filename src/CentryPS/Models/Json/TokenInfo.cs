namespace CentryPS.Models.Json;

/// <summary>What Doorkeeper's <c>/oauth/token/info</c> tells of the token that asks.</summary>
internal sealed class TokenInfo
{
    public string[]? Scope { get; set; }

    public TokenApplication? Application { get; set; }

    /// <summary>Seconds from the moment of the answer; null for a token that does not expire.</summary>
    public decimal? ExpiresIn { get; set; }

    /// <summary>The application that the token was made for.</summary>
    internal sealed class TokenApplication
    {
        /// <summary>Its client id.</summary>
        public string? Uid { get; set; }
    }
}
