using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Completion;

/// <summary>Completes <c>-Property</c> with the attributes of Centry's that a command knows, each with its type, its parameter and its values.</summary>
public sealed class PropertyCompleter : KeyCompleter
{
    private protected override IEnumerable<(string Name, string Meaning)> Keys(string command) => FindCmdlet(command) is not { } cmdlet ? [] : AttributeParameter
        .Of(cmdlet)
        .Where(parameter => parameter.ApiName is not null)
        .Select(parameter => (parameter.ApiName!, Describe(parameter)));

    private static string Describe(AttributeParameter parameter)
    {
        var values = string.Join(", ", parameter.Values);
        return $"[{parameter.ValueType.Name}] {parameter.Name}" + (values.Length > 0 ? $": {values}" : string.Empty);
    }
}
