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
        var isValid = false;
        string? scope = null;
        DateTimeOffset? expiresAt = null;
        string? problem;
        try
        {
            var info = Await(AccountCheck.ReadTokenAsync(Caller));
            if (!Quiet)
            {
                Await(AccountCheck.LearnCompanyAsync(Caller));
            }

            expiresAt = info.ExpiresIn is { } life ? Time.GetUtcNow().AddSeconds((double)life) : null;
            scope = info.Scope is null ? session.Scope : string.Join(" ", info.Scope);
            if (session.Grant == CentryGrant.AccessToken)
            {
                session.ClientId = info.Application?.Uid;
                session.Tokens.Describe(scope, expiresAt);
            }

            var isRefused = session is { IsRenewable: false, Grant: not CentryGrant.AccessToken };
            problem = isRefused ? Messages.RefreshTokenRefused : null;
            expiresAt = session.ExpiresAt ?? expiresAt;
            isValid = true;
        }
        catch (CentryException exception)
        {
            problem = exception.Message;
        }

        return new CentrySessionHealth
        {
            IsValid = isValid,
            Name = session.Name,
            BaseUri = session.BaseUri,
            CompanyId = session.CompanyId,
            ClientId = session.ClientId,
            Scope = scope,
            ExpiresAt = expiresAt,
            Problem = problem,
        };
    }
}
