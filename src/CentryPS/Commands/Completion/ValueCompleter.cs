using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace CentryPS.Commands;

/// <summary>Completes a parameter with the values that Centry documents for it. Needs no session.</summary>
public abstract class ValueCompleter : IArgumentCompleter
{
    /// <summary>The values in Centry's order, each with what it means in the user's language.</summary>
    internal abstract IReadOnlyList<KeyValuePair<string, string>> Values { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Values
            .Where(value => value.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value.Key, value.Key, CompletionResultType.ParameterValue, value.Value));
    }
}
