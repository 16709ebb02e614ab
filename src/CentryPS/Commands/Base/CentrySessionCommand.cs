using System.Management.Automation;
using System.Reflection;
using CentryPS.Api;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands.Base;

/// <summary>
/// A cmdlet that calls Centry in a session: that of <c>-Session</c>, or the default session of the runspace.
/// </summary>
public abstract class CentrySessionCommand : CentryCommand
{
    private bool? _isDescribed;

    /// <summary>The session to use; by default the one that Connect-Centry opened in this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    private protected override string? SessionName => Session?.Name;

    internal override TimeProvider Time => Session?.Time ?? base.Time;

    /// <summary>The number of changes that the user declined, or that <c>-WhatIf</c> showed.</summary>
    internal long Declined { get; private set; }

    internal ICaller Caller { get; private set; } = null!;

    /// <summary>The calls for the inputs; null if the command makes one call at a time.</summary>
    private protected IBulk? Bulk { get; set; }

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
        Session.Tokens.Renewed += OnRenewed;
        Session.Receiver?.Retry(failure => Report(failure, input: null));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Bulk?.Finish();
        base.EndProcessing();
        if (Session?.CompanyId is { } company)
        {
            WriteVerbose(Messages.SessionCompany.With(Session.BaseUri, company));
        }

        HandOverRenewals();
        Bulk?.WriteSummary();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Session is not null)
        {
            Session.Tokens.Renewed -= OnRenewed;
        }

        base.Dispose(disposing);
        Bulk?.Dispose();
    }

    private protected override void Report(CentryException exception, object? input) =>
        base.Report(Bulk?.End(exception) ?? exception, input);

    /// <summary>Makes a call, and waits for its result.</summary>
    /// <exception cref="CentryException">The call failed.</exception>
    private protected T Send<T>(CentryCall<T> call) => Await(Caller.SendAsync(call));

    /// <summary>
    /// Whether a change is described to the user: in a question, or with <c>-WhatIf</c> or <c>-Verbose</c>.
    /// </summary>
    internal bool IsDescribed => _isDescribed ??= this.IsWhatIf() || this.IsVerbose() || IsAsked;

    /// <summary>
    /// Whether the user is asked before a change, as <c>-Confirm</c> and <c>$ConfirmPreference</c> decide.
    /// </summary>
    internal bool IsAsked { get; private set; }

    /// <summary>
    /// Asks whether to change something, according to <c>-WhatIf</c> and <c>-Confirm</c>. The question names the
    /// session.
    /// </summary>
    /// <param name="target">The object; called only if the change is described.</param>
    /// <param name="action">The change; called only if the change is described.</param>
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

    private void HandOverRenewals()
    {
        if (Session is not null)
        {
            Session.DeliverTokens(failure => Report(failure, input: null));
        }
    }
}
