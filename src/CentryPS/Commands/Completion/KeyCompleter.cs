using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the names of attributes for <c>-Clear</c>, and the keys of a hashtable: the attributes for
/// <c>-Property</c>, or the parts of an address.
/// </summary>
/// <remarks>
/// PowerShell calls no completer of a cmdlet within the braces, so each key begins a new hashtable.
/// </remarks>
public sealed class KeyCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        request.Parameter switch
        {
            nameof(CentrySetCommand<CentryOrder>.Clear) => AttributesOf(request.Command)
                .Where(parameter => Has(parameter.Name, request.Word) || Has(parameter.ApiName!, request.Word))
                .Select(parameter => Offer(parameter.Name, parameter.ApiName!)),
            nameof(CentrySetCommand<CentryOrder>.Property) => AttributesOf(request.Command)
                .Where(parameter => Has(parameter.ApiName!, request.Word))
                .Select(parameter => Key(parameter.ApiName!, Describe(parameter))),
            _ => AddressKind.PartNames
                .Where(name => Has(name, request.Word))
                .Select(name => Key(name, $"[string] {name}")),
        };

    private static CompletionResult Key(string name, string meaning) =>
        new($"@{{ {name} = ", name, CompletionResultType.Property, meaning);

    private static string Describe(AttributeParameter parameter)
    {
        var values = string.Join(", ", parameter.Values);
        return $"[{parameter.ValueType.Name}] {parameter.Name}" + (values.Length > 0 ? $": {values}" : string.Empty);
    }

    // The parameters of a cmdlet of this module that set one attribute each.
    private static IEnumerable<AttributeParameter> AttributesOf(string command)
    {
        var name = command.Split('\\').Last().Replace("-", string.Empty);
        var cmdlet = typeof(SetCentryOrderCommand);
        return cmdlet.Assembly.GetType(
            $"{cmdlet.Namespace}.{name}Command", throwOnError: false, ignoreCase: true) is { } found
            ? AttributeParameters.Of(found).Single
            : [];
    }
}
