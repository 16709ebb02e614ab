using System.Globalization;
using System.Management.Automation.Host;

namespace CentryPS.Sandbox.Engine;

/// <summary>Lets the engine write to a console.</summary>
internal sealed class ConsoleHost(TextWriter console) : PSHost
{
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "CentryPS.Sandbox";

    public override PSHostUserInterface UI { get; } = new ConsoleUserInterface(console);

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
