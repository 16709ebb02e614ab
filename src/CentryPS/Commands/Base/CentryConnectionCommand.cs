using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that opens a session. Its parameters are the settings of the session.</summary>
public abstract class CentryConnectionCommand : CentryVaultCommand
{
    /// <summary>The base URI of Centry; by default <c>CENTRY_BASE_URI</c>, or https://www.centry.cl.</summary>
    [Parameter]
    public Uri? BaseUri { get; set; }

    /// <summary>The proxy; by default, that of the system.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>The credential for the proxy.</summary>
    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The timeout of one attempt in seconds, from connecting to the end of the response.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>The maximum number of retries of a failed call, if a retry is safe.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 4;

    /// <summary>The maximum number of calls that a cmdlet keeps in flight.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>The script block that runs after each renewal and stores the new tokens.</summary>
    [Parameter]
    public ScriptBlock? OnTokenRefresh { get; set; }

    /// <summary>Does not make the session the default of this runspace, and outputs it.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>Outputs the session.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected SessionFactory Sessions(ServerUri server, SecretVault? vault, string? name)
    {
        var options = new SendOptions
        {
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            ThrottleLimit = ThrottleLimit,
            Proxy = Proxy is null ? null : server.CheckProxy(Proxy),
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        };
        return new SessionFactory(server, options)
        {
            Receiver = OnTokenRefresh is null ? null : new TokenRefreshHandler(OnTokenRefresh, SessionState),
            Vault = vault,
            Name = name,
        };
    }

    private protected void RemoveDefault()
    {
        if (!NoDefault)
        {
            DefaultSession.Set(SessionState, session: null);
        }
    }

    private protected void Use(CentrySession session)
    {
        if (NoDefault)
        {
            DefaultSession.NoteOther(SessionState, session);
        }
        else
        {
            DefaultSession.Set(SessionState, session);
        }

        session.DeliverTokens(failure => WriteError(CentryErrors.Record(failure, target: null)));
        if (HostPrompt.IsTyped(this))
        {
            LearnCompany(session);

            // PowerShell always shows records with this tag, so -InformationAction is checked here.
            string[] tags = MyInvocation.BoundParameters.ContainsKey("InformationAction") ? [] : ["PSHOST"];
            WriteInformation(new HostInformationMessage { Message = Describe(session) }, tags);
        }

        if (NoDefault || PassThru)
        {
            WriteObject(session);
        }
    }

    // Learns the company, to show it to the user at the prompt. Does not wait long for a slow server.
    private void LearnCompany(CentrySession session)
    {
        try
        {
            Await(AccountCheck.LearnCompanyAsync(session, Pump, Stop).WaitAsync(TimeSpan.FromSeconds(5), Time, Stop));
        }
        catch (TimeoutException)
        {
        }
    }

    private static string Describe(CentrySession session)
    {
        if (!session.IsConnected)
        {
            return Messages.TokenNotVerified.With(session);
        }

        var account = string.Join(", ", new[]
        {
            session.ToString(),
            session.CompanyId is { } company ? Messages.OfCompany.With(TerminalText.Show(company)) : null,
            session.ClientId is { } client ? Messages.OfApplication.With(TerminalText.Show(client)) : null,
        }.OfType<string>());
        return session.IsRenewable && session.ExpiresAt is { } end
            ? Messages.ConnectedUntil.With(account, end.LocalDateTime.ToString("t", CultureInfo.CurrentCulture))
            : Messages.Connected.With(account);
    }
}
