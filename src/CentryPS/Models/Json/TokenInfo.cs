namespace CentryPS.Models.Json;

/// <summary>The response of Doorkeeper's <c>/oauth/token/info</c> about the access token of the request.</summary>
internal sealed class TokenInfo
{
    public string[]? Scope { get; set; }

    public TokenApplication? Application { get; set; }

    /// <summary>The remaining lifetime in seconds; null for a token that does not expire.</summary>
    public decimal? ExpiresIn { get; set; }

    /// <summary>The application to which the token was issued.</summary>
    internal sealed class TokenApplication
    {
        /// <summary>The client id.</summary>
        public string? Uid { get; set; }
    }
}
