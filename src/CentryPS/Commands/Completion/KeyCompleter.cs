using System.Collections;
using System.Management.Automation;

namespace CentryPS.Commands.Completion;

/// <summary>Begins a hashtable with each of the keys that it may have. Within the braces the engine asks no completer of a cmdlet.</summary>
public abstract class KeyCompleter : WordCompleter
{
    /// <summary>The keys that a parameter of the command takes, each with what it means.</summary>
    private protected abstract IEnumerable<(string Name, string Meaning)> Keys(string command);

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => Keys(command)
        .Where(key => Has(key.Name, word))
        .Select(key => new CompletionResult($"@{{ {key.Name} = ", key.Name, CompletionResultType.Property, key.Meaning));
}
