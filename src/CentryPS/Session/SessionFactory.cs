using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

internal sealed class SessionFactory(ServerUri server, SendOptions options)
{
    /// <summary>The scopes that the cmdlets of this module need, separated by spaces (RFC 6749, 3.3).</summary>
    public const string NeededScope = "public read_orders write_orders read_webhook write_webhook";

    private readonly CentrySender _sender = new(server, options, new Redactor());

    public ITokenReceiver? Receiver { get; init; }

    /// <summary>The vault that saves the sign-in once it has worked; null if it is not saved.</summary>
    public ISignInVault? Vault { get; init; }

    public string? Name { get; init; }

    /// <summary>Returns the needed scopes that were not granted; none if the grant is unknown.</summary>
    public static string[] MissingScopes(string? granted) =>
        granted is null ? [] : [.. NeededScope.Split(' ').Except(granted.Split(' '))];

    public CentrySession WithAccessToken(string accessToken) => OAuthClient.IsWellFormed(accessToken)
        ? Open(CentryGrant.AccessToken, new TokenSet { AccessToken = accessToken }, renew: null)
        : throw CentryException.Invalid(Messages.InvalidToken);

    /// <summary>
    /// Opens a session with an application and a grant. If the grant is that of the application and has no scope,
    /// requests the scopes that the cmdlets need. Doorkeeper rejects all of them if the application is not registered
    /// for one; the second request then asks for the default scopes of the application.
    /// </summary>
    public async Task<CentrySession> WithApplicationAsync(
        OAuthApplication application,
        CentryGrant grant,
        string? value,
        ICallObserver observer,
        CancellationToken stop,
        string? codeVerifier = null)
    {
        var oauth = new OAuthClient(_sender, application);
        Task<TokenSet> RenewAsync(TokenSet current, string? rejected, ICallObserver ofCall) =>
            oauth.RenewAsync(current, ofCall, CancellationToken.None);
        async Task<TokenSet> SignInAsync()
        {
            try
            {
                return await oauth.SignInAsync(grant, value ?? NeededScope, observer, stop, codeVerifier)
                    .ConfigureAwait(false);
            }
            catch (CentryException exception) when (value is null && exception.ServerError == "invalid_scope")
            {
                return await oauth.SignInAsync(grant, value: null, observer, stop).ConfigureAwait(false);
            }
        }

        if (Vault is null)
        {
            return Open(grant, await SignInAsync().ConfigureAwait(false), RenewAsync, application.ClientId);
        }

        var signIn = new NewSignIn(Vault, Name!, options.Time);
        var isSingleUse = grant != CentryGrant.ClientCredentials;
        var tokens = await (isSingleUse ? signIn.ProbeAsync(SignInAsync, stop) : SignInAsync()).ConfigureAwait(false);
        try
        {
            var saved = application with
            {
                BaseUri = server.Base.OriginalString,
                Grant = grant.ToString(),
                RedirectUri = application.RedirectUri ?? OAuthApplication.OutOfBand,
                Scope = tokens.Scope,
            };
            saved = await signIn.SaveAsync(saved, tokens).ConfigureAwait(false);
            return Open(grant, tokens, RenewalOf(saved), application.ClientId);
        }
        catch (CentryException exception)
        {
            // The code or token is already used: the session keeps the new tokens and reports it.
            var message = Messages.SignInNotSaved.With(Name!, exception.Message);
            var advice = MessageFormat.Join(exception.Advice ?? string.Empty, Messages.SignInNotSavedAdvice);
            var problem = new CentryException(CentryErrorCode.OutcomeUnknown, message, advice, exception);
            return Open(grant, tokens with { NotSaved = problem }, RenewAsync, application.ClientId);
        }
    }

    /// <summary>
    /// Opens a session with a saved sign-in. It renews the tokens, which shows whether the sign-in still works, unless
    /// another process has renewed them since they were read.
    /// </summary>
    public async Task<CentrySession> WithSavedAsync(
        StoredSignIn stored,
        ICallObserver observer,
        CancellationToken stop)
    {
        var application = stored.Application;
        var grant = Enum.TryParse<CentryGrant>(application.Grant, out var known) ? known : CentryGrant.RefreshToken;
        var renew = RenewalOf(application);
        var request = renew(new TokenSet { Scope = application.Scope }, stored.Token?.AccessToken, observer);
        return Open(grant, await request.WaitAsync(stop).ConfigureAwait(false), renew, application.ClientId);
    }

    private TokenRenewal RenewalOf(OAuthApplication saved) => new SavedTokens(Vault!, Name!, saved, _sender).RenewAsync;

    private CentrySession Open(CentryGrant grant, TokenSet tokens, TokenRenewal? renew, string? clientId = null) =>
        new(grant, _sender, new TokenKeeper(tokens, renew, _sender.Redactor, options.Time))
        {
            Receiver = Receiver,
            Name = Name,
            ClientId = clientId,
        };
}
