using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Forgets the tokens of a session and closes its connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Centry", HelpUri = HelpLinks.Root + "Disconnect-Centry.md")]
[OutputType(typeof(void))]
public sealed class DisconnectCentryCommand : PSCmdlet
{
    /// <summary>The session; by default, the default session of this runspace.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public CentrySession? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var defaultSession = DefaultSession.Get(SessionState);
        (Session ?? defaultSession)?.Disconnect();
        if (Session is null || Session == defaultSession)
        {
            DefaultSession.Set(SessionState, session: null);
        }
    }
}
