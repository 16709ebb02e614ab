using System.Management.Automation;
using System.Security;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Signs in to Centry and makes the session the default of this runspace.</summary>
[Cmdlet(
    VerbsCommunications.Connect,
    "Centry",
    DefaultParameterSetName = ByEnvironment,
    HelpUri = HelpLinks.Root + "Connect-Centry.md")]
[OutputType(typeof(CentrySession))]
public sealed class ConnectCentryCommand : CentryConnectionCommand
{
    private const string ByEnvironment = "Environment";
    private const string ByAccessToken = "AccessToken";
    private const string ByClientCredentials = "ClientCredentials";
    private const string ByAuthorizationCode = "AuthorizationCode";
    private const string ByRefreshToken = "RefreshToken";
    private const string ByInteraction = "Interactive";
    private const string ByName = "Name";

    private string? _sessionName;

    /// <summary>An access token that was obtained elsewhere.</summary>
    [Parameter(ParameterSetName = ByAccessToken, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The id of the application as user name, and its secret as password.</summary>
    [Parameter(ParameterSetName = ByClientCredentials, Mandatory = true)]
    [Parameter(ParameterSetName = ByAuthorizationCode)]
    [Parameter(ParameterSetName = ByRefreshToken)]
    [Parameter(ParameterSetName = ByInteraction)]
    [SignInCredential]
    public PSCredential? Credential { get; set; }

    /// <summary>The code that Centry showed when the user authorized the application; it can be used once.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>The last refresh token received; it can be used once.</summary>
    [Parameter(ParameterSetName = ByRefreshToken, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Shows the page on which the user authorizes the application, and gets the code.</summary>
    [Parameter(ParameterSetName = ByInteraction, Mandatory = true)]
    public SwitchParameter Interactive { get; set; }

    /// <summary>The scopes to request; by default, those that the cmdlets need.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    [Parameter(ParameterSetName = ByInteraction)]
    [ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The registered redirect URI of the application; by default, the one that shows the code.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode)]
    [Parameter(ParameterSetName = ByRefreshToken)]
    [Parameter(ParameterSetName = ByInteraction)]
    public string RedirectUri { get; set; } = OAuthApplication.OutOfBand;

    /// <summary>The name of the saved sign-in to use, or under which to save a sign-in that succeeds.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByAccessToken, Position = 0)]
    [Parameter(ParameterSetName = ByClientCredentials, Position = 0)]
    [Parameter(ParameterSetName = ByAuthorizationCode, Position = 0)]
    [Parameter(ParameterSetName = ByRefreshToken, Position = 0)]
    [Parameter(ParameterSetName = ByInteraction, Position = 0)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Name { get; set; }

    private protected override string? SessionName => _sessionName;

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
        if (!HostPrompt.IsTyped(this))
        {
            RemoveDefault(); // so that the next command of the script does not change the previous account
        }

        // Opens and reads the vault before it asks for a credential and uses up a code or refresh token.
        var wanted = Name ?? (ParameterSetName == ByEnvironment ? SignInEnvironment.SignIn : null);
        var vault = ParameterSetName != ByAccessToken && CentrySignIn.IsValidName(wanted) ? OpenVault() : null;
        RemoveDefault(); // a failed sign-in also ends the previous session
        BlankArguments.Refuse(this, nameof(Proxy), nameof(ProxyCredential));
        var name = CheckName(wanted);
        var saved = name is null ? null : Await(vault!.ReadAsync(name, Stop));
        var usesSaved = name is not null && ParameterSetName is (ByName or ByEnvironment);
        var server = new ServerUri(usesSaved
            ? (saved ?? throw vault!.NotFound(name!)).CheckBaseUri(name!, BaseUri)
            : BaseUri ?? new Uri(SignInEnvironment.BaseUri, UriKind.RelativeOrAbsolute));
        var sessions = Sessions(server, vault, name);
        _sessionName = name;
        var session = usesSaved ? Await(sessions.WithSavedAsync(saved!, Pump, Stop)) : SignIn(server, sessions);
        var asksForNeeded = Scopes is null && (Interactive || session.Grant == CentryGrant.ClientCredentials);
        if (!usesSaved && asksForNeeded && SessionFactory.MissingScopes(session.Scope) is { Length: > 0 } missing)
        {
            WriteWarning(Messages.MissingScopes.With(string.Join(", ", missing)));
        }

        Use(session);
        if (!usesSaved && saved is not null && saved.Application.ClientId != Credential!.UserName)
        {
            WriteWarning(Messages.SignInOfAnother.With(name, saved.Application.ClientId, Credential.UserName));
        }
    }

    private string? CheckName(string? name)
    {
        if (name is null)
        {
            return VaultName is null ? null : throw CentryException.Invalid(Messages.VaultNameNeedsName);
        }

        CentrySignIn.CheckName(name);
        return ParameterSetName == ByAccessToken ? throw CentryException.Invalid(Messages.AccessTokenNotKept)
            : Name is not null || !SignInEnvironment.HasOther ? name
            : throw CentryException.Invalid(Messages.TwoSignInsInEnvironment);
    }

    private CentrySession SignIn(ServerUri server, SessionFactory sessions) => ParameterSetName switch
    {
        ByEnvironment when SignInEnvironment.AccessToken is { } token => sessions.WithAccessToken(token),
        ByEnvironment => SignInFromEnvironment(sessions),
        ByAccessToken => sessions.WithAccessToken(Secret.ToPlainText(AccessToken!).Trim()),
        ByClientCredentials => Open(sessions, CentryGrant.ClientCredentials, Scopes),
        ByAuthorizationCode =>
            Open(sessions, CentryGrant.AuthorizationCode, Secret.ToPlainText(AuthorizationCode!).Trim()),
        ByRefreshToken => Open(sessions, CentryGrant.RefreshToken, Secret.ToPlainText(RefreshToken!)),
        _ => SignInInteractively(server, sessions),
    };

    private CentrySession SignInFromEnvironment(SessionFactory sessions)
    {
        var application = SignInEnvironment.Application
            ?? throw new CentryException(CentryErrorCode.NotConnected, Messages.MissingEnvironment);
        return SignInEnvironment.RefreshToken is { } refreshToken
            ? Open(sessions, CentryGrant.RefreshToken, refreshToken, application)
            : Open(sessions, CentryGrant.ClientCredentials, Scopes, application);
    }

    private CentrySession SignInInteractively(ServerUri server, SessionFactory sessions)
    {
        using var flow = new AuthorizationFlow(this, RedirectUri, Time);
        var application = Application(flow.RedirectUri);
        var request = new AuthorizationRequest(application, server, Scopes ?? SessionFactory.NeededScope);
        return Open(sessions, CentryGrant.AuthorizationCode, flow.GetCode(request), application, request.CodeVerifier);
    }

    private CentrySession Open(
        SessionFactory sessions,
        CentryGrant grant,
        string? value,
        OAuthApplication? application = null,
        string? codeVerifier = null) => Await(sessions.WithApplicationAsync(
            application ?? Application(RedirectUri), grant, value, Pump, Stop, codeVerifier));

    private OAuthApplication Application(string redirectUri)
    {
        Credential ??= HostPrompt.AskForCredential(Host);
        return new OAuthApplication
        {
            ClientId = Credential.UserName,
            ClientSecret = Secret.ToPlainText(Credential.Password),
            RedirectUri = redirectUri,
        };
    }

    private string? Scopes => Scope is not null ? string.Join(" ", Scope)
        : ParameterSetName == ByEnvironment ? SignInEnvironment.Scope
        : null;
}
