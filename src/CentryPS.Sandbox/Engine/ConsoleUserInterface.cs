using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CentryPS.Sandbox.Engine;

/// <summary>A user interface without interaction: prompts for a choice return the default, others fail.</summary>
internal sealed class ConsoleUserInterface(TextWriter console, int? width) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface(width);

    public override bool SupportsVirtualTerminal =>
        width is not null || (!Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 });

    public override void Write(string value) => console.Write(Styled(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => console.WriteLine(Styled(value));

    public override void WriteErrorLine(string value) => WriteLine(value);

    public override void WriteDebugLine(string message) => console.WriteLine("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => console.WriteLine("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => console.WriteLine("WARNING: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => throw NotInteractive();

    public override SecureString ReadLineAsSecureString() => throw NotInteractive();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NotInteractive();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => defaultChoice;

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NotInteractive();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NotInteractive();

    private string Styled(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private static NotSupportedException NotInteractive() =>
        new("This host is not interactive. Specify the values as parameters.");
}
