using System.Text.Json;
using CentryPS.Http;
using CentryPS.Json;

namespace CentryPS.Session;

/// <summary>Asks Centry's token endpoint for tokens (OAuth 2.0 as Doorkeeper serves it: a JSON body, no bearer).</summary>
internal sealed class OAuthClient(
    CentrySender sender,
    ApiAddress address,
    OAuthApplication application,
    Redactor redactor,
    TimeProvider time)
{
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(60);

    /// <summary>The application's own sign-in (RFC 6749, 4.4).</summary>
    public Task<TokenSet> ByClientCredentialsAsync(string? scope, ICallObserver observer, CancellationToken cancellationToken) =>
        AskAsync("client_credentials", "scope", scope, observer, cancellationToken);

    /// <summary>By a code, which is good for one use (RFC 6749, 4.1.3).</summary>
    public Task<TokenSet> ByAuthorizationCodeAsync(string code, ICallObserver observer, CancellationToken cancellationToken) =>
        AskAsync("authorization_code", "code", code, observer, cancellationToken);

    /// <summary>By a refresh token, which Centry replaces by the one in the answer (RFC 6749, 6).</summary>
    public Task<TokenSet> ByRefreshTokenAsync(string refreshToken, ICallObserver observer, CancellationToken cancellationToken) =>
        AskAsync("refresh_token", "refresh_token", refreshToken, observer, cancellationToken);

    private async Task<TokenSet> AskAsync(
        string grant,
        string field,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var request = new CentryRequest(HttpMethod.Post, address.Token)
        {
            Body = JsonBody.Write(Fields(grant, field, value)),
            IsSigned = false,
            IsIdempotent = true, // repeated after a lost answer it is granted or refused, and nothing is created twice
        };
        var answer = await sender.SendAsync(request, tokens: null, Read, observer, cancellationToken).ConfigureAwait(false);
        return Tokens(answer);
    }

    private static TokenAnswer Read(ReadOnlySpan<byte> body)
    {
        var answer = JsonBody.Read(body, CentryJson.Default.TokenAnswer);
        return BearerToken.IsWellFormed(answer.AccessToken) ? answer : throw new JsonException();
    }

    private Dictionary<string, object?> Fields(string grant, string field, string? value)
    {
        var fields = new Dictionary<string, object?>
        {
            ["grant_type"] = grant,
            ["client_id"] = application.ClientId,
            ["client_secret"] = application.ClientSecret,
            ["redirect_uri"] = application.RedirectUri,
        };
        if (value is not null)
        {
            fields[field] = value;
        }

        return fields;
    }

    /// <summary>Counts the life from the moment of receipt: the two clocks may differ.</summary>
    private TokenSet Tokens(TokenAnswer answer)
    {
        redactor.Add(answer.AccessToken);
        redactor.Add(answer.RefreshToken);
        if (answer.ExpiresIn is not { } seconds)
        {
            return new TokenSet(answer.AccessToken!, answer.RefreshToken, ExpiresAt: null, answer.Scope);
        }

        var life = TimeSpan.FromSeconds((double)Math.Min(Math.Max(seconds, 0), int.MaxValue));
        var tenth = TimeSpan.FromTicks(life.Ticks / 10);
        var expiresAt = time.GetUtcNow() + life;
        return new TokenSet(answer.AccessToken!, answer.RefreshToken, expiresAt, answer.Scope)
        {
            RenewAt = expiresAt - (tenth < LongestLead ? tenth : LongestLead),
        };
    }
}
