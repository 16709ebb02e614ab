using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace CentryPS.Tests.Support;

/// <summary>A host with an interactive prompt.</summary>
internal sealed class PromptHost() : AnsweringHost(string.Empty), IHostSupportsInteractiveSession
{
    public bool IsRunspacePushed => false;

    public Runspace Runspace => throw new NotSupportedException();

    public void PopRunspace() => throw new NotSupportedException();

    public void PushRunspace(Runspace runspace) => throw new NotSupportedException();
}
