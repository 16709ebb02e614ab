using System.Collections;
using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes a parameter with the values that Centry documents for it. Needs no session.</summary>
public abstract class ClosedSetCompleter : WordCompleter
{
    private readonly ClosedSet _values;

    private protected ClosedSetCompleter(ClosedSet values) => _values = values;

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => _values
        .StartingWith(word)
        .Select(known => new CompletionResult(known.Value, known.Value, CompletionResultType.ParameterValue, known.Meaning));
}
