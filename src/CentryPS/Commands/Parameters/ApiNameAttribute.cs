using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Names the attribute of Centry's that a parameter sets, and reads the argument as that attribute's kind.</summary>
/// <param name="name">Centry's name, for example <c>buyer_email</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiNameAttribute(string name) : ReaderAttribute
{
    /// <summary>Centry's name of the attribute.</summary>
    public string Name => name;

    /// <summary>How its values are read.</summary>
    internal AttributeKind Kind { get; } = AttributeTable.Of(name);

    private protected override object? Read(object? value) => Blank.Is(value) || value is AddressParts ? value as AddressParts
        : Kind.Read(value!, new ReadContext(ValueSource.Argument)) is var read && Kind is AddressKind
            ? new AddressParts((Dictionary<string, object?>)read)
            : read;
}
