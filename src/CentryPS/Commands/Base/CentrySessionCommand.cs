using System.Management.Automation;
using System.Reflection;
using CentryPS.Api;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Base;

/// <summary>
/// A cmdlet that calls Centry in a session: that of <c>-Session</c>, or the default session of the runspace.
/// </summary>
public abstract class CentrySessionCommand : CentryCommand
{
    /// <summary>The session to use; by default the one that Connect-Centry opened in this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    private protected override string? SessionName => Session?.Name;

    internal override TimeProvider Time => Session?.Time ?? base.Time;

    /// <summary>The number of changes that the user declined, or that <c>-WhatIf</c> showed.</summary>
    internal long Declined { get; private set; }

    internal ICaller Caller { get; private set; } = null!;

    internal Bulk Calls { get; private protected set; } = null!;

    private protected override CommandWindow? Window => Calls;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Session ??= DefaultSession.Get(SessionState);
        if (Session is null)
        {
            var error = new CentryException(CentryErrorCode.NotConnected, Messages.NotConnected);
            ThrowTerminatingError(CentryErrors.Record(error, target: null));
        }

        Caller = Session!.For(Pump, Stop);
        IsAsked = this.AsksFor(GetType().GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
        IsDescribed = IsAsked || this.IsWhatIf() || this.IsVerbose();
        Session.Tokens.Renewed += OnRenewed;
        Session.Receiver?.Retry(failure => Report(failure, input: null));
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
        Calls?.WriteSummary();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Session is not null)
        {
            Session.Tokens.Renewed -= OnRenewed;
        }

        base.Dispose(disposing);
        Calls?.Dispose();
    }

    private protected T Send<T>(CentryCall<T> call) => Await(Caller.SendAsync(call));

    /// <summary>
    /// Whether a change is described to the user: in a question, or with <c>-WhatIf</c> or <c>-Verbose</c>.
    /// </summary>
    internal bool IsDescribed { get; private set; }

    /// <summary>
    /// Whether the user is asked before a change, as <c>-Confirm</c> and <c>$ConfirmPreference</c> decide.
    /// </summary>
    internal bool IsAsked { get; private set; }

    /// <inheritdoc cref="IsAgreed(Func{string}, Func{string})"/>
    internal bool IsAgreed(ICentryResource resource, string id, string? label, Func<string> action) => IsAgreed(
        () => resource.Title.With(TerminalText.Show(label is null || label == id ? id : $"{id}, {label}")), action);

    /// <summary>
    /// Asks whether to change something, according to <c>-WhatIf</c> and <c>-Confirm</c>. The question names the
    /// session.
    /// </summary>
    internal bool IsAgreed(Func<string> target, Func<string> action)
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
            // The host cannot ask, so that no input can be processed.
            throw new PSInvalidOperationException(exception.Message, exception);
        }
    }

    /// <summary>Describes a planned action on a webhook, or the action that undoes a change.</summary>
    internal static string Describe(CentryWebhookAction action, ObjectChange change, CentryObject? old) => action switch
    {
        CentryWebhookAction.Create => Messages.ActionCreate.With(change.Describe(old: null)),
        CentryWebhookAction.Update => Messages.ActionUpdate.With(change.Describe(old)),
        _ => Messages.ActionRemove,
    };

    // With several sessions, a question names the company. -WhatIf sends no request to learn it.
    private string? CompanyAmongOthers()
    {
        if (!DefaultSession.HasOthers(SessionState, Session!))
        {
            return null;
        }

        if (IsAsked && !this.IsWhatIf())
        {
            Await(AccountCheck.LearnCompanyAsync(Caller));
        }

        return Session!.CompanyId is { } company
            ? Messages.OfCompany.With(TerminalText.Show(company))
            : Session.BaseUri.ToString();
    }

    /// <summary>Writes a result. If the session has a name, the property <c>SessionName</c> has it.</summary>
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

    private void HandOverRenewals() => Session?.DeliverTokens(failure => Report(failure, input: null));
}
