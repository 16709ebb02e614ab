using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Runspace;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Says whether Centry accepts a session's token, for what, and until when.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CentrySession", HelpUri = HelpLinks.Root + "Test-CentrySession.md")]
[OutputType(typeof(CentrySessionHealth), typeof(bool))]
public sealed class TestCentrySessionCommand : CentrySessionCommand
{
    /// <summary>Gives true or false alone.</summary>
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
        var health = Examine();
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

    private CentrySessionHealth Examine()
    {
        if (Session is null)
        {
            return new CentrySessionHealth { Problem = Messages.NotConnected };
        }

        try
        {
            var info = Await(AccountCheck.ReadTokenAsync(Caller));
            if (!Quiet)
            {
                Await(AccountCheck.LearnCompanyAsync(Caller));
            }

            return new CentrySessionHealth
            {
                IsValid = true,
                Name = Session.Name,
                BaseUri = Session.BaseUri,
                CompanyId = Session.CompanyId,
                ClientId = Session.ClientId ?? info.Application?.Uid,
                Scope = info.Scope is null ? Session.Scope : string.Join(" ", info.Scope),
                ExpiresAt = Session.ExpiresAt ?? (info.ExpiresIn is { } seconds ? Time.GetUtcNow().AddSeconds((double)seconds) : null),
                Problem = Session is { IsRenewable: false, Grant: not CentryGrant.AccessToken } ? Messages.RefreshTokenRefused : null,
            };
        }
        catch (CentryException exception)
        {
            return new CentrySessionHealth
            {
                Name = Session.Name,
                BaseUri = Session.BaseUri,
                CompanyId = Session.CompanyId,
                ClientId = Session.ClientId,
                Problem = exception.Message,
            };
        }
    }
}
