using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the word at the cursor, without the quotes around it.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Complete((wordToComplete ?? string.Empty).Trim('\'', '"'), commandName, fakeBoundParameters);

    /// <summary>What the word may become.</summary>
    /// <param name="word">The word.</param>
    /// <param name="command">The command that it is an argument of.</param>
    /// <param name="bound">The other arguments, by parameter, as far as they are known before the command runs.</param>
    private protected abstract IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound);
}
