using System.Text.Json;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Requests tokens from Centry's token endpoint (OAuth 2.0 as Doorkeeper implements it, with a JSON body and without a
/// bearer token). Its methods throw a <see cref="CentryException"/> if Centry returns no tokens.
/// </summary>
internal sealed class OAuthClient(CentrySender sender, OAuthApplication application)
{
    private const string TokenPath = "oauth/token"; // RFC 6749, 3.2

    private static readonly string[] SecretFields = ["client_secret", "code", "code_verifier", "refresh_token"];
    private static readonly TimeSpan MaxLead = TimeSpan.FromSeconds(60);

    /// <summary>
    /// True if an access token is valid in a header: visible ASCII without spaces (RFC 6749, appendix A.12).
    /// </summary>
    public static bool IsWellFormed(string? accessToken) =>
        !string.IsNullOrEmpty(accessToken) && accessToken!.All(character => character is > ' ' and < '\x7f');

    /// <summary>
    /// Signs in with a value of the grant: the scope (null for none), the refresh token, or the code with its proof key
    /// (RFC 7636, 4.5).
    /// </summary>
    public Task<TokenSet> SignInAsync(
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken stop,
        string? codeVerifier = null) => grant switch
        {
            CentryGrant.ClientCredentials => RenewAsync(new TokenSet { Scope = value }, observer, stop),
            CentryGrant.RefreshToken => RenewAsync(new TokenSet { RefreshToken = value }, observer, stop),
            _ => RequestAsync( // RFC 6749, 4.1.3; the code can be used once
                new TokenSet(),
                observer,
                stop,
                ("grant_type", "authorization_code"),
                ("code", value),
                ("code_verifier", codeVerifier)),
        };

    /// <summary>
    /// Renews tokens with the refresh token (RFC 6749, 6), which Centry rotates; without one, requests tokens of the
    /// application for the same scope (4.4).
    /// </summary>
    public Task<TokenSet> RenewAsync(TokenSet current, ICallObserver observer, CancellationToken stop) =>
        current.RefreshToken is { } token
            ? RequestAsync(current, observer, stop, ("grant_type", "refresh_token"), ("refresh_token", token))
            : RequestAsync(current, observer, stop, ("grant_type", "client_credentials"), ("scope", current.Scope));

    // Measures the lifetime from the moment of receipt: the clocks of the server and of this machine may differ. A
    // server may keep the refresh token (RFC 6749, 6) and omit the scope (5.1).
    private async Task<TokenSet> RequestAsync(
        TokenSet current,
        ICallObserver observer,
        CancellationToken stop,
        params (string Name, string? Value)[] fields)
    {
        fields =
        [
            .. fields.Where(field => field.Value is not null),
            ("client_id", application.ClientId),
            ("client_secret", application.ClientSecret),
            ("redirect_uri", application.RedirectUri ?? OAuthApplication.OutOfBand),
        ];
        foreach (var (_, secret) in fields.Where(field => SecretFields.Contains(field.Name)))
        {
            sender.Redactor.Add(secret);
        }

        var call = new CentryCall<TokenResponse>(HttpMethod.Post, TokenPath, Read)
        {
            Json = fields.ToDictionary(field => field.Name, field => (object?)field.Value),
            IsSigned = false,
            IsIdempotent = true, // a repetition is granted or rejected, and creates nothing twice
        };
        var answer = await sender.Begin(call, observer, stop).SendAsync(accessToken: null).ConfigureAwait(false);
        var life = TimeSpan.FromSeconds((double)Math.Min(Math.Max(answer.ExpiresIn ?? 0, 0), int.MaxValue));
        DateTimeOffset? expiresAt = answer.ExpiresIn is null ? null : sender.Options.Time.GetUtcNow() + life;
        return new TokenSet
        {
            Id = current.Id,
            Number = current.Number + 1,
            AccessToken = answer.AccessToken,
            RefreshToken = answer.RefreshToken ?? current.RefreshToken,
            ExpiresAt = expiresAt,
            RenewAt = expiresAt - TimeSpan.FromTicks(Math.Min(life.Ticks / 10, MaxLead.Ticks)),
            Scope = answer.Scope ?? current.Scope,
        };
    }

    private static TokenResponse Read(CentryResponse response)
    {
        var answer = JsonBody.Read(response.Body, CentryJson.Default.TokenResponse);
        return IsWellFormed(answer.AccessToken) ? answer : throw new JsonException();
    }
}
