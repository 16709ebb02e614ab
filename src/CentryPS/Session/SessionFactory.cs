using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>Makes sessions, a method for each way to sign in.</summary>
internal sealed class SessionFactory
{
    private readonly Redactor _redactor = new();
    private readonly CentrySender _sender;

    public SessionFactory(ServerUri server, SendOptions options) => _sender = new CentrySender(server, options, _redactor);

    /// <inheritdoc cref="CentrySession.Receiver"/>
    public ITokenReceiver? Receiver { get; init; }

    /// <summary>Where the sign-in is kept once it has worked; null for nowhere.</summary>
    public ISignInVault? Vault { get; init; }

    /// <inheritdoc cref="CentrySession.Name"/>
    public string? Name { get; init; }

    /// <summary>With a token made elsewhere.</summary>
    /// <exception cref="CentryException">It cannot be a token.</exception>
    public CentrySession WithAccessToken(string accessToken) => BearerToken.IsWellFormed(accessToken)
        ? Open(CentryGrant.AccessToken, new TokenSet(accessToken, RefreshToken: null, ExpiresAt: null, Scope: null), renewal: null)
        : throw CentryException.Invalid(Messages.InvalidToken);

    /// <summary>With the application's id and secret, and a code, a refresh token or nothing more.</summary>
    /// <param name="application">Who signs in.</param>
    /// <param name="grant">By what right.</param>
    /// <param name="value">The scope, the code or the refresh token, by grant; null for no scope.</param>
    /// <param name="observer">Hears of the attempts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="codeVerifier">The proof key of the code; null for none.</param>
    /// <exception cref="CentryException">Centry gives no tokens.</exception>
    public async Task<CentrySession> WithApplicationAsync(
        OAuthApplication application,
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken cancellationToken,
        string? codeVerifier = null)
    {
        var isSecret = grant is not CentryGrant.ClientCredentials;
        _redactor.Add(application.ClientSecret);
        _redactor.Add(isSecret ? value : null);
        _redactor.Add(codeVerifier);
        var oauth = new OAuthClient(_sender, application);
        Task<TokenSet> SignInAsync() => oauth.SignInAsync(grant, value, observer, cancellationToken, codeVerifier);
        var saved = Vault is null ? null : new NewSignIn(Vault, Name!, _sender.Options.Time);
        var tokens = await (saved is not null && isSecret ? TryAsync(saved, SignInAsync, cancellationToken) : SignInAsync()).ConfigureAwait(false);

        // A server may leave the refresh token as it is (RFC 6749, 6) and may not repeat the scope (5.1).
        tokens = tokens with
        {
            RefreshToken = tokens.RefreshToken ?? (grant == CentryGrant.RefreshToken ? value : null),
            Scope = tokens.Scope ?? (isSecret ? null : value),
        };
        return saved is null ? Open(grant, tokens, oauth, application.ClientId) : await SaveAsync(saved, application, grant, tokens, oauth).ConfigureAwait(false);
    }

    /// <summary>With what the vault keeps.</summary>
    /// <exception cref="CentryException">Centry gives no tokens for it.</exception>
    /// <remarks>It renews what was read, which shows whether the sign-in still works, unless another process has done so since.</remarks>
    public async Task<CentrySession> WithKeptAsync(StoredSignIn stored, ICallObserver observer, CancellationToken cancellationToken)
    {
        var kept = stored.Application;
        _redactor.Add(kept.ClientSecret);
        var grant = Enum.TryParse<CentryGrant>(kept.Grant, out var known) ? known : CentryGrant.RefreshToken;
        var renewal = Renewal(kept, grant);
        var read = new TokenSet(stored.Token?.AccessToken ?? string.Empty, RefreshToken: null, ExpiresAt: null, kept.Scope);
        var renewed = renewal.RenewAsync(read, isRefused: true, observer, CancellationToken.None); // a token that is sent must not lose its answer
        return Open(grant, await renewed.WaitAsync(cancellationToken).ConfigureAwait(false), renewal, kept.ClientId);
    }

    private static async Task<TokenSet> TryAsync(NewSignIn saved, Func<Task<TokenSet>> signIn, CancellationToken cancellationToken)
    {
        await saved.TryVaultAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await signIn().ConfigureAwait(false);
        }
        catch (CentryException)
        {
            await saved.RemoveTrialAsync().ConfigureAwait(false);
            throw;
        }
    }

    // A code or token is spent by now: where the vault fails, the session has what followed and says so.
    private async Task<CentrySession> SaveAsync(NewSignIn saved, OAuthApplication application, CentryGrant grant, TokenSet tokens, OAuthClient oauth)
    {
        var kept = new SavedSignIn
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
            kept = await saved.SaveAsync(kept, tokens).ConfigureAwait(false);
            return Open(grant, tokens, Renewal(kept, grant), application.ClientId);
        }
        catch (CentryException exception)
        {
            var problem = new CentryException(CentryErrorCode.OutcomeUnknown, Messages.SignInNotSaved.With(Name!, exception.Message), exception)
            {
                Advice = MessageFormat.Join(exception.Advice ?? string.Empty, Messages.SignInNotSavedAdvice),
            };
            return Open(grant, tokens with { NotSaved = problem }, oauth, application.ClientId);
        }
    }

    // Without a refresh token every process has tokens of its own.
    private ITokenRenewal Renewal(SavedSignIn kept, CentryGrant grant) => grant == CentryGrant.ClientCredentials
        ? new KeptApplication(Vault!, Name!, kept, new OAuthClient(_sender, new OAuthApplication(kept.ClientId!, kept.ClientSecret!, kept.RedirectUri)))
        : new KeptTokens(Vault!, Name!, kept, _sender, _redactor);

    private CentrySession Open(CentryGrant grant, TokenSet tokens, ITokenRenewal? renewal, string? clientId = null) =>
        new(grant, _sender, new TokenKeeper(tokens, renewal, _redactor, _sender.Options.Time))
        {
            Receiver = Receiver,
            Name = Name,
            ClientId = clientId,
        };
}
