using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>Makes sessions, a method for each way to sign in.</summary>
internal sealed class SessionFactory
{
    private readonly Redactor _redactor = new();
    private readonly CentrySender _sender;

    public SessionFactory(ServerUri server, SendOptions options) => _sender = new CentrySender(server, options, _redactor);

    /// <inheritdoc cref="CentrySession.ThrottleLimit"/>
    public int ThrottleLimit { get; init; }

    /// <inheritdoc cref="CentrySession.Receiver"/>
    public ITokenReceiver? Receiver { get; init; }

    /// <summary>With a token made elsewhere.</summary>
    /// <exception cref="CentryException">It cannot be a token.</exception>
    public CentrySession WithAccessToken(string accessToken) => BearerToken.IsWellFormed(accessToken)
        ? Open(CentryGrant.AccessToken, new TokenSet(accessToken, RefreshToken: null, ExpiresAt: null, Scope: null), oauth: null)
        : throw CentryException.Invalid(Messages.InvalidToken);

    /// <summary>With the application's id and secret, and a code, a refresh token or nothing more.</summary>
    /// <param name="application">Who signs in.</param>
    /// <param name="grant">By what right.</param>
    /// <param name="value">The scope, the code or the refresh token, by grant; null for no scope.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CentryException">Centry gives no tokens.</exception>
    public async Task<CentrySession> WithApplicationAsync(
        OAuthApplication application,
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var isSecret = grant is not CentryGrant.ClientCredentials;
        _redactor.Add(application.ClientSecret);
        _redactor.Add(isSecret ? value : null);
        var oauth = new OAuthClient(_sender, application);
        var tokens = await oauth.SignInAsync(grant, value, observer, cancellationToken).ConfigureAwait(false);

        // A server may leave the refresh token as it is (RFC 6749, 6) and may not repeat the scope (5.1).
        return Open(
            grant,
            tokens with
            {
                RefreshToken = tokens.RefreshToken ?? (grant == CentryGrant.RefreshToken ? value : null),
                Scope = tokens.Scope ?? (isSecret ? null : value),
            },
            oauth);
    }

    private CentrySession Open(CentryGrant grant, TokenSet tokens, OAuthClient? oauth) =>
        new(grant, _sender, new TokenKeeper(tokens, oauth, _redactor, _sender.Options.Time))
        {
            ThrottleLimit = ThrottleLimit,
            Receiver = Receiver,
        };
}
