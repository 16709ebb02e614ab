using System.Globalization;
using System.Management.Automation.Host;

namespace CentryPS.Sandbox.Engine;

/// <summary>Lets the engine write to a console.</summary>
/// <param name="console">Where it writes.</param>
/// <param name="width">How many columns it has, where it is a recording, which keeps colours; null for this process's own.</param>
internal sealed class ConsoleHost(TextWriter console, int? width = null) : PSHost
{
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "CentryPS.Sandbox";

    public override PSHostUserInterface UI { get; } = new ConsoleUserInterface(console, width);

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => Environment.ExitCode = exitCode;
}
