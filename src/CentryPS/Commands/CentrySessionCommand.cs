using System.Management.Automation;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>A cmdlet that talks to Centry in a session: the one given, or else the runspace's own.</summary>
public abstract class CentrySessionCommand : CentryCommand
{
    /// <summary>The session to use; by default the one that Connect-Centry made in this runspace.</summary>
    [Parameter]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    internal CentryApi Api => Session!.Api;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Session ??= DefaultSession.Current;
        if (Session is null)
        {
            Report(new CentryException(CentryErrorCode.NotConnected, Messages.NotConnected), target: null);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Progress.End();
        OnRenewed();
    }

    private protected override void OnRenewed() => TokenRefreshHandler.ReportRenewals(Session!, this);
}
