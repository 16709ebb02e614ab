using System.Management.Automation;
using System.Reflection;
using CentryPS.Api;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Base;

/// <summary>
/// A cmdlet that calls Centry in the session of <c>-Session</c>, or in the default session of the runspace.
/// </summary>
public abstract class CentrySessionCommand : CentryCommand
{
    /// <summary>The session to use; by default, the default session of this runspace.</summary>
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
        AsksUser = this.RequiresConfirmation(GetType().GetCustomAttribute<CmdletAttribute>()!.ConfirmImpact);
        IsDescribed = AsksUser || this.IsWhatIf() || this.IsVerbose();
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

        DeliverRenewedTokens();
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
    /// True if a change is described to the user: in a prompt, or with <c>-WhatIf</c> or <c>-Verbose</c>.
    /// </summary>
    internal bool IsDescribed { get; private set; }

    /// <summary>
    /// True if the user is asked before a change, according to <c>-Confirm</c> and <c>$ConfirmPreference</c>.
    /// </summary>
    internal bool AsksUser { get; private set; }

    /// <inheritdoc cref="IsAgreed(Func{string}, Func{string})"/>
    internal bool IsAgreed(ICentryResource resource, string id, string? label, Func<string> action) => IsAgreed(
        () => resource.Title.With(TerminalText.Show(label is null || label == id ? id : $"{id}, {label}")), action);

    /// <summary>
    /// Asks for confirmation of a change, according to <c>-WhatIf</c> and <c>-Confirm</c>. The prompt names the
    /// session.
    /// </summary>
    internal bool IsAgreed(Func<string> target, Func<string> action)
    {
        if (!IsDescribed)
        {
            return true;
        }

        var titled = CentryErrors.WithSessionName(SessionName ?? CompanyIfAmbiguous(), target());
        var described = action();
        try
        {
            var isAgreed = ShouldProcess(titled, described);
            Declined += isAgreed ? 0 : 1;
            return isAgreed;
        }
        catch (Exception exception) when (InputErrors.IsInputError(exception))
        {
            // The host cannot prompt, so no input can be processed.
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

    // If there are several sessions, the prompt names the company. -WhatIf sends no request to learn it.
    private string? CompanyIfAmbiguous()
    {
        if (!DefaultSession.HasOthers(SessionState, Session!))
        {
            return null;
        }

        if (AsksUser && !this.IsWhatIf())
        {
            Await(AccountCheck.LearnCompanyAsync(Caller));
        }

        return Session!.CompanyId is { } company
            ? Messages.OfCompany.With(TerminalText.Show(company))
            : Session.BaseUri.ToString();
    }

    /// <summary>Writes a result. If the session has a name, adds it as the property <c>SessionName</c>.</summary>
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

    private void OnRenewed() => Pump.Post(DeliverRenewedTokens);

    private void DeliverRenewedTokens() => Session?.DeliverTokens(failure => Report(failure, input: null));
}
