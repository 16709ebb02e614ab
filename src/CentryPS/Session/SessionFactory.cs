using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>Opens sessions, with a method for each way to sign in.</summary>
internal sealed class SessionFactory(ServerUri server, SendOptions options)
{
    private readonly CentrySender _sender = new(server, options, new Redactor());

    /// <inheritdoc cref="CentrySession.Receiver"/>
    public ITokenReceiver? Receiver { get; init; }

    /// <summary>The vault that saves the sign-in once it has worked; null if it is not saved.</summary>
    public ISignInVault? Vault { get; init; }

    /// <inheritdoc cref="CentrySession.Name"/>
    public string? Name { get; init; }

    /// <summary>Opens a session with an access token from elsewhere.</summary>
    /// <exception cref="CentryException">The text cannot be a token.</exception>
    public CentrySession WithAccessToken(string accessToken) => TokenSet.IsWellFormed(accessToken)
        ? Open(CentryGrant.AccessToken, new TokenSet(accessToken, null, null, null), renewal: null)
        : throw CentryException.Invalid(Messages.InvalidToken);

    /// <summary>
    /// Opens a session with the id and secret of an application. Without a scope, requests those that the cmdlets need.
    /// Doorkeeper rejects all of them if the application is not registered for one; the second request then asks for
    /// the default scopes of the application.
    /// </summary>
    public async Task<CentrySession> WithClientCredentialsAsync(
        OAuthApplication application,
        string? scope,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        Task<CentrySession> OpenAsync(string? value) =>
            WithApplicationAsync(application, CentryGrant.ClientCredentials, value, observer, cancellationToken);
        try
        {
            return await OpenAsync(scope ?? OAuthScope.Needed).ConfigureAwait(false);
        }
        catch (CentryException exception) when (scope is null && exception.ServerError == "invalid_scope")
        {
            return await OpenAsync(null).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a session with an application and a grant.</summary>
    /// <inheritdoc cref="OAuthClient.SignInAsync"/>
    public async Task<CentrySession> WithApplicationAsync(
        OAuthApplication application,
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken,
        string? codeVerifier = null)
    {
        var isSecret = grant is not CentryGrant.ClientCredentials;
        Array.ForEach([application.ClientSecret, isSecret ? value : null, codeVerifier], _sender.Redactor.Add);
        var oauth = new OAuthClient(_sender, application);
        Task<TokenSet> SignInAsync() => oauth.SignInAsync(grant, value, observer, cancellationToken, codeVerifier);
        if (Vault is null)
        {
            return Open(grant, await SignInAsync().ConfigureAwait(false), oauth, application.ClientId);
        }

        var signIn = new NewSignIn(Vault, Name!, _sender.Options.Time);
        var request = isSecret ? signIn.ProbeAsync(SignInAsync, cancellationToken) : SignInAsync();
        var tokens = await request.ConfigureAwait(false);
        return await SaveAsync(signIn, application, grant, tokens, oauth).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens a session with a saved sign-in. It renews the tokens, which shows whether the sign-in still works, unless
    /// another process has renewed them since they were read.
    /// </summary>
    /// <exception cref="CentryException">Centry returns no tokens.</exception>
    public async Task<CentrySession> WithSavedAsync(
        StoredSignIn stored,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var application = stored.Application;
        _sender.Redactor.Add(application.ClientSecret);
        var grant = Enum.TryParse<CentryGrant>(application.Grant, out var known) ? known : CentryGrant.RefreshToken;
        var renewal = Renewal(application, grant);
        var read = new TokenSet(stored.Token?.AccessToken ?? string.Empty, null, null, application.Scope);
        var request = renewal.RenewAsync(read, isRefused: true, observer);
        var tokens = await request.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Open(grant, tokens, renewal, application.ClientId);
    }

    // If the vault fails now, the code or token is already used: the session keeps the new tokens and reports it.
    private async Task<CentrySession> SaveAsync(
        NewSignIn signIn,
        OAuthApplication application,
        CentryGrant grant,
        TokenSet tokens,
        OAuthClient oauth)
    {
        var saved = new SavedSignIn
        {
            BaseUri = _sender.Server.Base.OriginalString,
            Grant = grant.ToString(),
            ClientId = application.ClientId,
            ClientSecret = application.ClientSecret,
            RedirectUri = application.RedirectUri,
            Scope = tokens.Scope,
        };
        try
        {
            saved = await signIn.SaveAsync(saved, tokens).ConfigureAwait(false);
            return Open(grant, tokens, Renewal(saved, grant), application.ClientId);
        }
        catch (CentryException exception)
        {
            var message = Messages.SignInNotSaved.With(Name!, exception.Message);
            var problem = new CentryException(CentryErrorCode.OutcomeUnknown, message, exception)
            {
                Advice = MessageFormat.Join(exception.Advice ?? string.Empty, Messages.SignInNotSavedAdvice),
            };
            return Open(grant, tokens with { NotSaved = problem }, oauth, application.ClientId);
        }
    }

    private ITokenRenewal Renewal(SavedSignIn saved, CentryGrant grant) => grant == CentryGrant.ClientCredentials
        ? new SavedApplication(Vault!, Name!, saved, new OAuthClient(_sender, OAuthApplication.Of(saved)))
        : new SavedTokens(Vault!, Name!, saved, _sender);

    private CentrySession Open(CentryGrant grant, TokenSet tokens, ITokenRenewal? renewal, string? clientId = null) =>
        new(grant, _sender, new TokenKeeper(tokens, renewal, _sender.Redactor, _sender.Options.Time))
        {
            Receiver = Receiver,
            Name = Name,
            ClientId = clientId,
        };
}
