using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>Gets the default session of this runspace, if it has one.</summary>
[Cmdlet(VerbsCommon.Get, "CentrySession", HelpUri = HelpLinks.Root + "Get-CentrySession.md")]
[OutputType(typeof(CentrySession))]
public sealed class GetCentrySessionCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (DefaultSession.Get(SessionState) is { } session)
        {
            WriteObject(session);
        }
    }
}
