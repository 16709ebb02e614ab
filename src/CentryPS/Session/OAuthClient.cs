using System.Text.Json;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>Asks Centry's token endpoint for tokens (OAuth 2.0 as Doorkeeper serves it: a JSON body, no bearer).</summary>
internal sealed class OAuthClient(CentrySender sender, OAuthApplication application) : ITokenRenewal
{
    private const string TokenPath = "oauth/token"; // RFC 6749, 3.2

    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(60);

    private readonly TimeProvider _time = sender.Options.Time;

    /// <summary>Signs in for the first time.</summary>
    /// <param name="grant">By what right.</param>
    /// <param name="value">The scope, the code or the refresh token, by grant; null for no scope.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="codeVerifier">The proof key of the code (RFC 7636, 4.5); null for none.</param>
    /// <exception cref="CentryException">Centry gives no tokens.</exception>
    public Task<TokenSet> SignInAsync(
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken,
        string? codeVerifier = null)
    {
        var (type, field) = grant switch
        {
            CentryGrant.ClientCredentials => ("client_credentials", "scope"), // RFC 6749, 4.4
            CentryGrant.AuthorizationCode => ("authorization_code", "code"), // RFC 6749, 4.1.3; good for one use
            CentryGrant.RefreshToken => ("refresh_token", "refresh_token"), // RFC 6749, 6; Centry replaces it at each use
            _ => throw new ArgumentOutOfRangeException(nameof(grant), grant, message: null),
        };
        return AskAsync(Fields(type, field, value, codeVerifier), observer, cancellationToken);
    }

    public async Task<TokenSet> RenewAsync(TokenSet current, bool isRefused, ICallObserver observer, CancellationToken cancellationToken)
    {
        var renewed = current.RefreshToken is { } refreshToken
            ? await SignInAsync(CentryGrant.RefreshToken, refreshToken, observer, cancellationToken).ConfigureAwait(false)
            : await SignInAsync(CentryGrant.ClientCredentials, current.Scope, observer, cancellationToken).ConfigureAwait(false);

        // A server may leave the refresh token as it is (RFC 6749, 6) and may not repeat the scope (5.1).
        return renewed with
        {
            RefreshToken = renewed.RefreshToken ?? current.RefreshToken,
            Scope = renewed.Scope ?? current.Scope,
        };
    }

    private static TokenResponse Read(CentryResponse response)
    {
        var answer = JsonBody.Read(response.Body, CentryJson.Default.TokenResponse);
        return BearerToken.IsWellFormed(answer.AccessToken) ? answer : throw new JsonException();
    }

    private async Task<TokenSet> AskAsync(
        Dictionary<string, object?> fields,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var call = new CentryCall<TokenResponse>(HttpMethod.Post, TokenPath, Read)
        {
            Json = fields,
            IsSigned = false,
            IsIdempotent = true, // repeated after a lost answer it is granted or refused, and nothing is created twice
        };
        return Tokens(await sender.Begin(call, observer, cancellationToken).SendAsync(accessToken: null).ConfigureAwait(false));
    }

    private Dictionary<string, object?> Fields(string type, string field, string? value, string? codeVerifier)
    {
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

    /// <summary>Counts the life from the moment of receipt: the two clocks may differ.</summary>
    private TokenSet Tokens(TokenResponse answer)
    {
        if (answer.ExpiresIn is not { } seconds)
        {
            return new TokenSet(answer.AccessToken!, answer.RefreshToken, ExpiresAt: null, answer.Scope);
        }

        var life = TimeSpan.FromSeconds((double)Math.Min(Math.Max(seconds, 0), int.MaxValue));
        var tenth = TimeSpan.FromTicks(life.Ticks / 10);
        var expiresAt = _time.GetUtcNow() + life;
        return new TokenSet(answer.AccessToken!, answer.RefreshToken, expiresAt, answer.Scope)
        {
            RenewAt = expiresAt - (tenth < LongestLead ? tenth : LongestLead),
        };
    }
}
