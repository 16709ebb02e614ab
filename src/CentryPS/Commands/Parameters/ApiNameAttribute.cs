using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Names the attribute that a parameter sets, and reads the argument accordingly.</summary>
/// <param name="name">Centry's name, for example <c>buyer_email</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiNameAttribute(string name) : ReaderAttribute
{
    /// <summary>Centry's name of the attribute.</summary>
    public string Name => name;

    internal AttributeKind Kind { get; } = AttributeTable.Of(name);

    private protected override object? Read(object? value)
    {
        if (Blank.Is(value) || value is AddressParts)
        {
            return value as AddressParts;
        }

        var read = Kind.Read(value!, new ReadContext(ValueSource.Argument));
        return Kind is AddressKind ? new AddressParts((Dictionary<string, object?>)read) : read;
    }
}
