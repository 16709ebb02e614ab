using System.Text.Json;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Requests tokens from Centry's token endpoint (OAuth 2.0 as Doorkeeper implements it, with a JSON body and without a
/// bearer token).
/// </summary>
internal sealed class OAuthClient(CentrySender sender, OAuthApplication application) : ITokenRenewal
{
    private const string TokenPath = "oauth/token"; // RFC 6749, 3.2

    private static readonly TimeSpan MaxLead = TimeSpan.FromSeconds(60);

    /// <summary>Signs in.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="value">The scope, the code or the refresh token of the grant; null for no scope.</param>
    /// <param name="observer">The observer of the attempts.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="codeVerifier">The proof key of the code (RFC 7636, 4.5); null for none.</param>
    /// <exception cref="CentryException">Centry returns no tokens.</exception>
    public async Task<TokenSet> SignInAsync(
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken,
        string? codeVerifier = null)
    {
        var call = new CentryCall<TokenResponse>(HttpMethod.Post, TokenPath, Read)
        {
            Json = Fields(grant, value, codeVerifier),
            IsSigned = false,
            IsIdempotent = true, // a repetition is granted or rejected, and creates nothing twice
        };
        var pending = sender.Begin(call, observer, cancellationToken);
        var tokens = Tokens(await pending.SendAsync(accessToken: null).ConfigureAwait(false));

        // A server may keep the refresh token (RFC 6749, 6) and omit the scope (5.1).
        return tokens with
        {
            RefreshToken = tokens.RefreshToken ?? (grant == CentryGrant.RefreshToken ? value : null),
            Scope = tokens.Scope ?? (grant == CentryGrant.ClientCredentials ? value : null),
        };
    }

    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer)
    {
        var (grant, value) = current.RefreshToken is { } token
            ? (CentryGrant.RefreshToken, token)
            : (CentryGrant.ClientCredentials, current.Scope);
        var renewed = await SignInAsync(grant, value, observer, CancellationToken.None).ConfigureAwait(false);
        return renewed with { Scope = renewed.Scope ?? current.Scope };
    }

    private static TokenResponse Read(CentryResponse response)
    {
        var answer = JsonBody.Read(response.Body, CentryJson.Default.TokenResponse);
        return TokenSet.IsWellFormed(answer.AccessToken) ? answer : throw new JsonException();
    }

    private Dictionary<string, object?> Fields(CentryGrant grant, string? value, string? codeVerifier)
    {
        var (type, field) = grant switch
        {
            CentryGrant.ClientCredentials => ("client_credentials", "scope"), // RFC 6749, 4.4
            CentryGrant.AuthorizationCode => ("authorization_code", "code"), // RFC 6749, 4.1.3; can be used once
            CentryGrant.RefreshToken => ("refresh_token", "refresh_token"), // RFC 6749, 6; Centry rotates it
            _ => throw new ArgumentOutOfRangeException(nameof(grant), grant, message: null),
        };
        var fields = new Dictionary<string, object?>
        {
            ["grant_type"] = type,
            ["client_id"] = application.ClientId,
            ["client_secret"] = application.ClientSecret,
            ["redirect_uri"] = application.RedirectUri,
        };
        if (value is not null)
        {
            fields[field] = value;
        }

        if (codeVerifier is not null)
        {
            fields["code_verifier"] = codeVerifier;
        }

        return fields;
    }

    // Measures the lifetime from the moment of receipt: the clocks of the server and of this machine may differ.
    private TokenSet Tokens(TokenResponse answer)
    {
        var life = TimeSpan.FromSeconds((double)Math.Min(Math.Max(answer.ExpiresIn ?? 0, 0), int.MaxValue));
        var lead = TimeSpan.FromTicks(Math.Min(life.Ticks / 10, MaxLead.Ticks));
        DateTimeOffset? expiresAt = answer.ExpiresIn is null ? null : sender.Options.Time.GetUtcNow() + life;
        return new TokenSet(answer.AccessToken!, answer.RefreshToken, expiresAt, answer.Scope)
        {
            RenewAt = expiresAt - lead,
        };
    }
}
