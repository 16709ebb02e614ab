using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Forgets a session's tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Centry", HelpUri = HelpLinks.Root + "Disconnect-Centry.md")]
[OutputType(typeof(void))]
public sealed class DisconnectCentryCommand : PSCmdlet
{
    /// <summary>The session; by default this runspace's own.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var byDefault = DefaultSession.Get(SessionState);
        (Session ?? byDefault)?.Forget();
        if (Session is null || Session == byDefault)
        {
            DefaultSession.Set(SessionState, session: null);
        }
    }
}
