using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Tests.Commands.Pipeline;

/// <summary>A command that runs an action of a test with a pump on the engine's thread.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Pump")]
public sealed class PumpCommand : Cmdlet
{
    [Parameter(Mandatory = true)]
    public Delegate Act { get; set; } = null!;

    [Parameter]
    public CancellationToken Stop { get; set; }

    protected override void ProcessRecord()
    {
        using var pump = new PipelinePump(this, new Progress(this, "Centry", TimeProvider.System), Stop) { WantsAttempts = true };
        ((Action<Cmdlet, PipelinePump>)Act)(this, pump);
    }
}
