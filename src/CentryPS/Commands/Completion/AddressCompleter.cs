using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Completion;

/// <summary>Completes an address with its parts.</summary>
public sealed class AddressCompleter : KeyCompleter
{
    private protected override IEnumerable<(string Name, string Meaning)> Keys(string command) =>
        AddressKind.PartNames.Select(name => (name, $"[string] {name}"));
}
