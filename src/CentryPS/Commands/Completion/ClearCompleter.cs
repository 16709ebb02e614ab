using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the names of the attributes that a command can erase.</summary>
public sealed class ClearCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => FindCmdlet(command) is not { } cmdlet ? [] : AttributeParameter
        .Of(cmdlet)
        .Where(parameter => parameter.ApiName is not null && (Has(parameter.Name, word) || Has(parameter.ApiName, word)))
        .Select(parameter => Offer(parameter.Name, parameter.Name, parameter.ApiName!));
}
