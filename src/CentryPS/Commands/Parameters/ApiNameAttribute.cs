using System.Runtime.CompilerServices;
using System.Text.Json;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Names the attribute that a parameter sets or filters, and reads the argument accordingly.</summary>
/// <param name="name">Centry's name; by default that of the parameter, <c>buyer_email</c> for BuyerEmail.</param>
/// <param name="parameter">The parameter's name, from the compiler.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiNameAttribute(string? name = null, [CallerMemberName] string parameter = "") : ReaderAttribute
{
    /// <summary>Centry's name of the attribute.</summary>
    public string Name => name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter);

    internal AttributeKind Kind => AttributeTable.Of(Name);

    private protected override object? Read(object? value) => value switch
    {
        AddressParts => value,
        object?[] items when Kind is ClosedSet => items.Select(Read).ToArray(),
        _ when Blank.Is(value) => null,
        _ when Kind is AddressKind => new AddressParts((Dictionary<string, object?>)ReadArgument(value!)),
        _ => ReadArgument(value!),
    };

    private object ReadArgument(object value) => Kind.Read(value, new ReadContext(ValueSource.Argument));
}
