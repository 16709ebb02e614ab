using System.Management.Automation;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the names of the attributes that a command can clear.</summary>
public sealed class ClearCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        AttributesOf(request.Command)
        .Where(parameter => Has(parameter.Name, request.Word) || Has(parameter.ApiName!, request.Word))
        .Select(parameter => Offer(parameter.Name, parameter.ApiName!));
}
