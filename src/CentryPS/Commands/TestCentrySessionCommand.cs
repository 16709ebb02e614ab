using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Runspace;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Tests whether Centry accepts the access token of a session, and shows its scopes and expiry.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CentrySession", HelpUri = HelpLinks.Root + "Test-CentrySession.md")]
[OutputType(typeof(CentrySessionHealth), typeof(bool))]
public sealed class TestCentrySessionCommand : CentrySessionCommand
{
    /// <summary>Outputs only true or false.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Session ??= DefaultSession.Get(SessionState);
        if (Session is not null)
        {
            base.BeginProcessing();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var health = Session is null ? new CentrySessionHealth { Problem = Messages.NotConnected } : Test(Session);
        if (Quiet)
        {
            WriteObject(health.IsValid);
        }
        else
        {
            WriteResult(health);
        }

        base.EndProcessing();
    }

    private CentrySessionHealth Test(CentrySession session)
    {
        try
        {
            var info = Await(AccountCheck.ReadTokenAsync(Caller));
            if (!Quiet)
            {
                Await(AccountCheck.LearnCompanyAsync(Caller));
            }

            DateTimeOffset? expiresAt = info.ExpiresIn is { } life ? Time.GetUtcNow().AddSeconds((double)life) : null;
            var scope = info.Scope is null ? session.Scope : string.Join(" ", info.Scope);
            if (session.Grant == CentryGrant.AccessToken)
            {
                session.ClientId = info.Application?.Uid;
                session.Tokens.Describe(scope, expiresAt);
            }

            var isRefused = session is { IsRenewable: false, Grant: not CentryGrant.AccessToken };
            return new CentrySessionHealth
            {
                IsValid = true,
                Name = session.Name,
                BaseUri = session.BaseUri,
                CompanyId = session.CompanyId,
                ClientId = session.ClientId,
                Scope = scope,
                ExpiresAt = session.ExpiresAt ?? expiresAt,
                Problem = isRefused ? Messages.RefreshTokenRefused : null,
            };
        }
        catch (CentryException exception)
        {
            return new CentrySessionHealth
            {
                Name = session.Name,
                BaseUri = session.BaseUri,
                CompanyId = session.CompanyId,
                ClientId = session.ClientId,
                Problem = exception.Message,
            };
        }
    }
}
