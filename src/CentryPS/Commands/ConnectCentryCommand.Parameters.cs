using System.Management.Automation;
using System.Security;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The ways to sign in, and how the session then calls.</content>
public sealed partial class ConnectCentryCommand
{
    /// <summary>An access token made elsewhere.</summary>
    [Parameter(ParameterSetName = ByAccessToken, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The application's id as user name and its secret as password; asked for once it is known that the sign-in can be kept.</summary>
    [Parameter(ParameterSetName = ByClientCredentials, Mandatory = true)]
    [Parameter(ParameterSetName = ByAuthorizationCode)]
    [Parameter(ParameterSetName = ByRefreshToken)]
    [Parameter(ParameterSetName = ByInteraction)]
    [SignInCredential]
    public PSCredential? Credential { get; set; }

    /// <summary>The code that Centry showed when the user authorized the application; good for one use.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? AuthorizationCode { get; set; }

    /// <summary>The last refresh token received; good for one use.</summary>
    [Parameter(ParameterSetName = ByRefreshToken, Mandatory = true)]
    [Secret, AllowNull]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Shows the page where a person authorizes the application, and takes the code from the redirect or asks for it.</summary>
    [Parameter(ParameterSetName = ByInteraction, Mandatory = true)]
    public SwitchParameter Interactive { get; set; }

    /// <summary>The scopes to ask for; by default what the cmdlets need.</summary>
    [Parameter(ParameterSetName = ByClientCredentials)]
    [Parameter(ParameterSetName = ByInteraction)]
    [ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The redirect URI with which the application is registered; by default the one that shows the code.</summary>
    [Parameter(ParameterSetName = ByAuthorizationCode)]
    [Parameter(ParameterSetName = ByRefreshToken)]
    [Parameter(ParameterSetName = ByInteraction)]
    public string RedirectUri { get; set; } = OAuthApplication.OutOfBand;

    /// <summary>The name under which a vault keeps the sign-in once it has worked; alone, the kept sign-in to use.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ByAccessToken, Position = 0)]
    [Parameter(ParameterSetName = ByClientCredentials, Position = 0)]
    [Parameter(ParameterSetName = ByAuthorizationCode, Position = 0)]
    [Parameter(ParameterSetName = ByRefreshToken, Position = 0)]
    [Parameter(ParameterSetName = ByInteraction, Position = 0)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? Name { get; set; }

    /// <summary>The vault of SecretManagement; by default the default one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VaultCompleter))]
    public string? VaultName { get; set; }

    /// <summary>The Centry to talk to; by default <c>CENTRY_BASE_URI</c>, or else https://www.centry.cl.</summary>
    [Parameter]
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
    public ScriptBlock? OnTokenRefresh { get; set; }

    /// <summary>Does not make the session this runspace's default, and gives it.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Gives the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
