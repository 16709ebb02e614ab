using System.Management.Automation;
using System.Reflection;
using CentryPS.Api;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that talks to Centry in a session: the one given, or else the runspace's own.</summary>
public abstract class CentrySessionCommand : CentryCommand
{
    private bool? _isDescribed;
    private bool? _isAsked;

    /// <summary>The session to use; by default the one that Connect-Centry made in this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    private protected override string? SessionName => Session?.Name;

    private protected override TimeProvider Time => Session?.Time ?? base.Time;

    /// <summary>How many changes the user did not agree to, or saw with <c>-WhatIf</c>.</summary>
    private protected long Declined { get; private set; }

    /// <summary>Calls Centry for this command.</summary>
    private protected ICaller Caller { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Session ??= DefaultSession.Get(SessionState);
        if (Session is null)
        {
            ThrowTerminatingError(CentryErrors.Record(new CentryException(CentryErrorCode.NotConnected, Messages.NotConnected), target: null));
        }

        Caller = Session!.For(Pump, Stop);
        Session.Renewed += OnRenewed;
        TokenRenewals.DeliverPending(Session, failure => Report(failure, input: null));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (Session?.CompanyId is { } company)
        {
            WriteVerbose(Messages.SessionCompany.With(Session.BaseUri, company));
        }

        HandOverRenewals();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Session is not null)
        {
            Session.Renewed -= OnRenewed;
        }

        base.Dispose(disposing);
    }

    /// <summary>Makes a call and waits for what it gives.</summary>
    /// <exception cref="CentryException">It failed.</exception>
    private protected T Send<T>(CentryCall<T> call) => Await(Caller.SendAsync(call));

    /// <summary>Whether somebody reads what a change is about: the user is asked, or sees it with <c>-WhatIf</c> or <c>-Verbose</c>.</summary>
    private protected bool IsDescribed => _isDescribed ??= this.IsWhatIf() || this.IsVerbose() || IsAsked;

    /// <summary>Whether the user is asked before a change, as <c>-Confirm</c> and <c>$ConfirmPreference</c> decide.</summary>
    private protected bool IsAsked => _isAsked ??= this.AsksFor(GetType().GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);

    /// <summary>Asks whether to change something, as <c>-WhatIf</c> and <c>-Confirm</c> want; the question names the session.</summary>
    /// <param name="target">What is changed; called only where somebody reads it.</param>
    /// <param name="action">What is done to it; called only where somebody reads it.</param>
    private protected bool IsAgreed(Func<string> target, Func<string> action)
    {
        if (!IsDescribed)
        {
            return true;
        }

        var (named, described) = (CentryErrors.Named(SessionName ?? CompanyAmongOthers(), target()), action());
        try
        {
            var isAgreed = ShouldProcess(named, described);
            Declined += isAgreed ? 0 : 1;
            return isAgreed;
        }
        catch (Exception exception) when (InputGate.IsOfInput(exception))
        {
            throw new PSInvalidOperationException(exception.Message, exception); // the host cannot ask, for no input
        }
    }

    // Where there are several sessions, a question says which company it is about; with -WhatIf alone nothing is sent to learn it.
    private string? CompanyAmongOthers()
    {
        if (!DefaultSession.HasOthers(SessionState, Session!))
        {
            return null;
        }

        if (IsAsked && !this.IsWhatIf())
        {
            Await(CompanyCheck.LearnAsync(Caller));
        }

        return Session!.CompanyId is { } company ? Messages.OfCompany.With(TerminalText.Show(company)) : Session.BaseUri.ToString();
    }

    /// <summary>Writes what Centry gave, which says by the property <c>SessionName</c> from whom, where the session has a name.</summary>
    private protected void WriteResult(object? result)
    {
        if (SessionName is { } name && result is not (null or ValueType or string))
        {
            var named = PSObject.AsPSObject(result);
            named.Properties.Remove(nameof(SessionName));
            named.Properties.Add(new PSNoteProperty(nameof(SessionName), name));
            result = named;
        }

        WriteObject(result);
    }

    private void OnRenewed() => Pump.Post(HandOverRenewals);

    private void HandOverRenewals()
    {
        if (Session is not null)
        {
            TokenRenewals.DeliverNew(Session, failure => Report(failure, input: null));
        }
    }
}
