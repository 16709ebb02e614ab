using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the keys of a hashtable: the attributes for <c>-Property</c>, or the parts of an address.
/// </summary>
/// <remarks>
/// PowerShell calls no completer of a cmdlet within the braces, so each choice begins a new hashtable.
/// </remarks>
public sealed class KeyCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) => KeysOf(request)
        .Where(key => Has(key.Name, request.Word))
        .Select(key => new CompletionResult(
            $"@{{ {key.Name} = ", key.Name, CompletionResultType.Property, key.Meaning));

    private static IEnumerable<(string Name, string Meaning)> KeysOf(CompletionRequest request) =>
        request.Parameter == nameof(CentrySetCommand<CentryOrder>.Property)
            ? AttributesOf(request.Command).Select(parameter => (parameter.ApiName!, Describe(parameter)))
            : AddressKind.PartNames.Select(name => (name, $"[string] {name}"));

    private static string Describe(AttributeParameter parameter)
    {
        var values = string.Join(", ", parameter.Values);
        return $"[{parameter.ValueType.Name}] {parameter.Name}" + (values.Length > 0 ? $": {values}" : string.Empty);
    }
}
