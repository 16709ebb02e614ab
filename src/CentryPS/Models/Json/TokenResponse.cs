namespace CentryPS.Models.Json;

/// <summary>The response of the token endpoint (RFC 6749, 5.1).</summary>
internal sealed class TokenResponse
{
    public string? AccessToken { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>The lifetime in seconds, from the moment of the response.</summary>
    public decimal? ExpiresIn { get; set; }

    public string? Scope { get; set; }
}
