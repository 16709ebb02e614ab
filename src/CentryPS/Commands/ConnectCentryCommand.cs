using System.Management.Automation;
using System.Net;
using System.Security;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Signs in at Centry and makes the session this runspace's default.</summary>
[Cmdlet(VerbsCommunications.Connect, "Centry", DefaultParameterSetName = ByEnvironment, HelpUri = HelpLinks.Root + "Connect-Centry.md")]
[OutputType(typeof(CentrySession))]
public sealed class ConnectCentryCommand : CentryCommand
{
    private const string ByEnvironment = "Environment";
    private const string ByAccessToken = "AccessToken";
    private const string ByClientCredentials = "ClientCredentials";
    private const string ByAuthorizationCode = "AuthorizationCode";
    private const string ByRefreshToken = "RefreshToken";
    private const string ByInteraction = "Interactive";
    private const string DefaultScope = "public read_orders write_orders read_webhook write_webhook";

    /// <summary>An access token made elsewhere.</summary>
    [Parameter(ParameterSetName = ByAccessToken, Mandatory = true, Position = 0)]
    [Secret]
    public SecureString AccessToken { get; set; } = new();

    /// <summary>The application's id as user name and its secret as password.</summary>
    [Parameter(ParameterSetName = ByClientCredentials, Mandatory = true)]
    [Parameter(ParameterSetName = ByAuthorizationCode, Mandatory = true)]
    [Parameter(ParameterSetName = ByRefreshToken, Mandatory = true)]
    [Parameter(ParameterSetName = ByInteraction, Mandatory = true)]
    [Credential]
    public PSCredential Credential { get; set; } = PSCredential.Empty;

    /// <summary>The code that Centry showed when the user authorized the application; good for one use.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode, Mandatory = true)]
    [Secret]
    public SecureString AuthorizationCode { get; set; } = new();

    /// <summary>The last refresh token received; good for one use.</summary>
    [Parameter(ParameterSetName = ByRefreshToken, Mandatory = true)]
    [Secret]
    public SecureString RefreshToken { get; set; } = new();

    /// <summary>Shows the page where the application is authorized, and asks for the code.</summary>
    [Parameter(ParameterSetName = ByInteraction, Mandatory = true)]
    public SwitchParameter Interactive { get; set; }

    /// <summary>The scopes to ask for.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    [Parameter(ParameterSetName = ByInteraction)]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The redirect URI with which the application is registered; by default the one that shows the code.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode)]
    [Parameter(ParameterSetName = ByRefreshToken)]
    [Parameter(ParameterSetName = ByInteraction)]
    [ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = OAuthApplication.OutOfBand;

    /// <summary>The Centry to talk to; by default <c>CENTRY_BASE_URI</c>, or else https://www.centry.cl.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy; by default the system's.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The sign-in at the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Seconds for one attempt, from connecting to the end of the answer.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>How often a call that failed is tried again, where that is safe.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>How many calls a cmdlet keeps in flight.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>Runs after each renewal with the new tokens, to store them.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? OnTokenRefresh { get; set; }

    /// <summary>Does not make the session this runspace's default, and gives it.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Gives the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(BaseUri, Connect);
        base.EndProcessing();
    }

    private protected override void Report(CentryException exception, object? input) =>
        ThrowTerminatingError(CentryErrors.Record(exception, input));

    private void Connect()
    {
        var server = new ServerUri(BaseUri ?? new Uri(SignInEnvironment.BaseUri, UriKind.RelativeOrAbsolute));
        var sessions = new SessionFactory(server, Options())
        {
            ThrottleLimit = ThrottleLimit,
            OnTokenRefresh = OnTokenRefresh is null ? null : new TokenRefreshHandler(OnTokenRefresh).Run,
        };
        var session = ParameterSetName switch
        {
            ByEnvironment => FromEnvironment(sessions),
            ByAccessToken => sessions.WithAccessToken(Secret.Reveal(AccessToken)),
            ByClientCredentials => With(sessions, CentryGrant.ClientCredentials, Scope is null ? null : string.Join(" ", Scope)),
            ByAuthorizationCode => With(sessions, CentryGrant.AuthorizationCode, Secret.Reveal(AuthorizationCode)),
            ByRefreshToken => With(sessions, CentryGrant.RefreshToken, Secret.Reveal(RefreshToken)),
            _ => With(sessions, CentryGrant.AuthorizationCode, Secret.Reveal(AskForCode(server))),
        };
        Use(session);
    }

    private void Use(CentrySession session)
    {
        if (!NoDefault)
        {
            DefaultSession.Current = session;
        }

        TokenRefreshHandler.Tell(session, this);
        if (NoDefault || PassThru)
        {
            WriteObject(session);
        }
    }

    private SendOptions Options() => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        Proxy = Proxy is null ? null : new WebProxy(Proxy) { Credentials = ProxyCredential?.GetNetworkCredential() },
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
            : With(sessions, application, CentryGrant.ClientCredentials, value: null);
    }

    private CentrySession With(SessionFactory sessions, CentryGrant grant, string? value) =>
        With(sessions, Application(), grant, value);

    private CentrySession With(SessionFactory sessions, OAuthApplication application, CentryGrant grant, string? value) =>
        Await(sessions.WithApplicationAsync(application, grant, value, Pump, Stop));

    private OAuthApplication Application() => new(Credential.UserName, Secret.Reveal(Credential.Password), RedirectUri);

    private SecureString AskForCode(ServerUri server)
    {
        var scope = Scope is null ? DefaultScope : string.Join(" ", Scope);
        return AuthorizationPrompt.Ask(Host, Application().AuthorizationUri(server, scope));
    }
}
