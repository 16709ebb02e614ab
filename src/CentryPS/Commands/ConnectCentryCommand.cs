using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Signs in at Centry and makes the session this runspace's default.</summary>
[Cmdlet(VerbsCommunications.Connect, "Centry", DefaultParameterSetName = ByEnvironment, HelpUri = HelpLinks.Root + "Connect-Centry.md")]
[OutputType(typeof(CentrySession))]
public sealed partial class ConnectCentryCommand : CentryCommand
{
    private const string ByEnvironment = "Environment";
    private const string ByAccessToken = "AccessToken";
    private const string ByClientCredentials = "ClientCredentials";
    private const string ByAuthorizationCode = "AuthorizationCode";
    private const string ByRefreshToken = "RefreshToken";
    private const string ByInteraction = "Interactive";
    private const string ByName = "Name";

    private SecretVault? _vault;
    private string? _name;

    private protected override string? SessionName => _name;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(BaseUri?.OriginalString.Split('@').Last(), Connect);
        base.EndProcessing();
    }

    private protected override void Report(CentryException exception, object? input) => ThrowTerminatingError(
        CentryErrors.Record(exception, input, SessionName, exception.Advice ?? exception.ErrorCode switch
        {
            _ when exception.ServerError == "invalid_scope" => Messages.InvalidScopeAdvice,
            CentryErrorCode.AuthenticationFailed => Messages.SignInRefusedAdvice,
            CentryErrorCode.NotConnected => Messages.MissingEnvironmentAdvice,
            _ => null,
        }));

    private void Connect()
    {
        if (!IsTyped)
        {
            EndDefault(); // the next line of the script must not change the account of the session before
        }

        OpenVault();
        EndDefault(); // a sign-in that fails ends the session before
        BlankArguments.Refuse(this, nameof(Proxy), nameof(ProxyCredential));
        var name = SavedName;
        if (name is null && VaultName is not null)
        {
            throw CentryException.Invalid(Messages.VaultNameNeedsName);
        }

        var kept = name is null ? null : FindKept(name);
        var isKept = ParameterSetName is ByName or ByEnvironment && name is not null;
        var server = new ServerUri(isKept ? KeptUri(kept, name!) : BaseUri ?? new Uri(SignInEnvironment.BaseUri, UriKind.RelativeOrAbsolute));
        var sessions = new SessionFactory(server, Options(server))
        {
            Receiver = OnTokenRefresh is null ? null : new TokenRefreshHandler(OnTokenRefresh, SessionState),
            Vault = _vault,
            Name = name,
        };
        _name = name;
        Use(isKept ? Await(sessions.WithKeptAsync(kept!, Pump, Stop)) : SignIn(server, sessions));
        if (!isKept && kept is not null && kept.Application.ClientId != Application().ClientId)
        {
            WriteWarning(Messages.SignInOfAnother.With(name, kept.Application.ClientId, Application().ClientId));
        }
    }

    private void EndDefault()
    {
        if (!NoDefault)
        {
            DefaultSession.Set(SessionState, session: null);
        }
    }

    private CentrySession SignIn(ServerUri server, SessionFactory sessions) => ParameterSetName switch
    {
        ByEnvironment => FromEnvironment(sessions),
        ByAccessToken => sessions.WithAccessToken(Secret.Reveal(AccessToken!).Trim()),
        ByClientCredentials => AsApplication(sessions, Application(), Scopes),
        ByAuthorizationCode => With(sessions, Application(), CentryGrant.AuthorizationCode, Secret.Reveal(AuthorizationCode!).Trim()),
        ByRefreshToken => With(sessions, Application(), CentryGrant.RefreshToken, Secret.Reveal(RefreshToken!)),
        _ => Interactively(server, sessions),
    };

    private void Use(CentrySession session)
    {
        if (NoDefault)
        {
            DefaultSession.NoteOther(SessionState, session);
        }
        else
        {
            DefaultSession.Set(SessionState, session);
        }

        TokenRenewals.HandOverNew(session, failure => WriteError(CentryErrors.Record(failure, target: null)));
        TellPrompt(session);
        if (NoDefault || PassThru)
        {
            WriteObject(session);
        }
    }

    private SendOptions Options(ServerUri server) => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        ThrottleLimit = ThrottleLimit,
        Proxy = Proxy is null ? null : ProxyUri.Check(Proxy, server),
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
    };

    private CentrySession FromEnvironment(SessionFactory sessions)
    {
        if (SignInEnvironment.AccessToken is { } token)
        {
            return sessions.WithAccessToken(token);
        }

        if (SignInEnvironment.ClientId is not { } id || SignInEnvironment.ClientSecret is not { } secret)
        {
            throw new CentryException(CentryErrorCode.NotConnected, Messages.MissingEnvironment);
        }

        var application = new OAuthApplication(id, secret, OAuthApplication.OutOfBand);
        return SignInEnvironment.RefreshToken is { } refreshToken
            ? With(sessions, application, CentryGrant.RefreshToken, refreshToken)
            : AsApplication(sessions, application, SignInEnvironment.Scope);
    }

    // Without a scope it asks for what the cmdlets need, and takes what is granted: an application that is not registered
    // for one of them is refused them all (Doorkeeper), and asks again for what it has by default.
    private CentrySession AsApplication(SessionFactory sessions, OAuthApplication application, string? scope)
    {
        if (scope is not null)
        {
            return With(sessions, application, CentryGrant.ClientCredentials, scope);
        }

        try
        {
            return Warned(With(sessions, application, CentryGrant.ClientCredentials, OAuthScope.Needed));
        }
        catch (CentryException exception) when (exception.ServerError == "invalid_scope")
        {
            return Warned(With(sessions, application, CentryGrant.ClientCredentials, value: null));
        }
    }

    private CentrySession With(SessionFactory sessions, OAuthApplication application, CentryGrant grant, string? value, string? codeVerifier = null) =>
        Await(sessions.WithApplicationAsync(application, grant, value, Pump, Stop, codeVerifier));

    private CentrySession Warned(CentrySession session)
    {
        if (OAuthScope.Missing(session.Scope) is { Length: > 0 } missing)
        {
            WriteWarning(Messages.MissingScopes.With(string.Join(", ", missing)));
        }

        return session;
    }

    private OAuthApplication Application(string? redirectUri = null)
    {
        Credential ??= AskForCredential();
        return new(Credential.UserName, Secret.Reveal(Credential.Password), redirectUri ?? RedirectUri);
    }

    private string? Scopes => Scope is null ? null : string.Join(" ", Scope);
}
