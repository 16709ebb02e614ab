using System.Globalization;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Makes sessions, one method for each way to sign in.</summary>
internal sealed class SignIn
{
    private readonly Redactor _redactor = new();
    private readonly CentrySender _sender;
    private readonly ApiAddress _address;
    private readonly SendOptions _options;

    public SignIn(ApiAddress address, SendOptions options)
    {
        _address = address;
        _options = options;
        _sender = new CentrySender(HttpClients.Create(options), options, _redactor);
    }

    /// <summary>Settings of the sessions that it makes.</summary>
    public int ThrottleLimit { get; init; }

    /// <inheritdoc cref="CentrySession.OnTokenRefresh"/>
    public TokenRefreshHandler? OnTokenRefresh { get; init; }

    /// <summary>With a token made elsewhere.</summary>
    /// <exception cref="CentryException">It cannot be a token.</exception>
    public CentrySession WithAccessToken(string accessToken)
    {
        if (!BearerToken.IsWellFormed(accessToken))
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Messages.InvalidToken);
        }

        _redactor.Add(accessToken);
        return Open(CentryGrant.AccessToken, new TokenSet(accessToken, RefreshToken: null, ExpiresAt: null, Scope: null), oauth: null);
    }

    /// <summary>With the application's id and secret, and a code, a refresh token or nothing more.</summary>
    public async Task<CentrySession> WithApplicationAsync(
        OAuthApplication application,
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        _redactor.Add(application.ClientSecret);
        var oauth = new OAuthClient(_sender, _address, application, _redactor, _options.Time);
        var tokens = grant switch
        {
            CentryGrant.ClientCredentials => await oauth.ByClientCredentialsAsync(value, observer, cancellationToken).ConfigureAwait(false),
            CentryGrant.AuthorizationCode => await oauth.ByAuthorizationCodeAsync(Hidden(value), observer, cancellationToken).ConfigureAwait(false),
            CentryGrant.RefreshToken => await oauth.ByRefreshTokenAsync(Hidden(value), observer, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(grant), grant, string.Format(CultureInfo.InvariantCulture, "{0}", grant)),
        };

        // A server may leave the refresh token as it is (RFC 6749, 6) and may not repeat the scope (5.1).
        return Open(
            grant,
            tokens with
            {
                RefreshToken = tokens.RefreshToken ?? (grant == CentryGrant.RefreshToken ? value : null),
                Scope = tokens.Scope ?? (grant == CentryGrant.ClientCredentials ? value : null),
            },
            oauth);
    }

    private string Hidden(string? secret)
    {
        _redactor.Add(secret);
        return secret!;
    }

    private CentrySession Open(CentryGrant grant, TokenSet tokens, OAuthClient? oauth)
    {
        var keeper = new TokenKeeper(tokens, oauth, _options.Time);
        if (tokens.RefreshToken is not null)
        {
            keeper.Unreported.Enqueue(tokens); // the one that the user has is used up, or there was none
        }

        return new CentrySession(grant, _address, _options, keeper, new CentryApi(_sender, keeper, _address, _options))
        {
            ThrottleLimit = ThrottleLimit,
            OnTokenRefresh = OnTokenRefresh,
        };
    }
}
