using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CentryPS.Tests.Support;

/// <summary>A host that answers each prompt with the same text and cannot open a browser.</summary>
internal class AnsweringHost(string answer) : PSHost
{
    private readonly UserInterface _ui = new(answer);

    /// <summary>The messages of the prompts.</summary>
    public List<string> Questions => _ui.Questions;

    /// <summary>The lines written to the host.</summary>
    public List<string> Lines => _ui.Lines;

    /// <summary>The lines written to the error stream of the host.</summary>
    public List<string> Errors => _ui.Errors;

    /// <summary>Returns the answer to a text prompt; by default, always the same.</summary>
    public Func<string, string> Answer
    {
        get => _ui.Answer;
        set => _ui.Answer = value;
    }

    /// <summary>The answer to a credential prompt; null if the host does not support it.</summary>
    public PSCredential? Credential
    {
        get => _ui.Credential;
        set => _ui.Credential = value;
    }

    /// <summary>Called when a choice prompt is shown.</summary>
    public Action Asked
    {
        get => _ui.Asked;
        set => _ui.Asked = value;
    }

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(AnsweringHost);

    public override PSHostUserInterface UI => _ui;

    public override Version Version => new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode) => throw new NotSupportedException();

    private sealed class UserInterface(string answer) : PSHostUserInterface
    {
        public List<string> Questions { get; } = [];

        public List<string> Lines { get; } = [];

        public List<string> Errors { get; } = [];

        public Action Asked { get; set; } = () => { };

        public Func<string, string> Answer { get; set; } = _ => answer;

        public PSCredential? Credential { get; set; }

        public override PSHostRawUserInterface? RawUI => null;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            Questions.Add(message);
            var text = Answer(message);
            return descriptions.ToDictionary(
                field => field.Name,
                field => PSObject.AsPSObject(field.ParameterTypeName == nameof(SecureString) ? Secret.ToSecureString(text) : text));
        }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            Asked();
            return choices.TakeWhile(choice => !choice.Label.Contains('&' + answer, StringComparison.Ordinal)).Count();
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options)
        {
            Questions.Add(message);
            return Credential ?? throw new NotSupportedException();
        }

        public override string ReadLine() => answer;

        public override SecureString ReadLineAsSecureString() => Secret.ToSecureString(answer);

        public override void Write(string value)
        {
        }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteErrorLine(string value) => Errors.Add(value);

        public override void WriteLine(string value) => Lines.Add(value);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteWarningLine(string message)
        {
        }
    }
}
