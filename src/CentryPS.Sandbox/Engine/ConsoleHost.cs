using System.Globalization;
using System.Management.Automation.Host;

namespace CentryPS.Sandbox.Engine;

/// <summary>A PowerShell host that writes to a console.</summary>
/// <param name="console">The console.</param>
/// <param name="width">
/// The number of columns of a recording, which has colors; null for the console of this process.
/// </param>
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
