namespace CentryPS.Models.Json;

/// <summary>What the token endpoint answers (RFC 6749, 5.1).</summary>
internal sealed class TokenAnswer
{
    public string? AccessToken { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>Seconds from the moment of the answer.</summary>
    public decimal? ExpiresIn { get; set; }

    public string? Scope { get; set; }
}
