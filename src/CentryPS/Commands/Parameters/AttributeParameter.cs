using System.Management.Automation;
using System.Reflection;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A parameter that a column of a row can set.</summary>
internal sealed class AttributeParameter
{
    private readonly HashSet<string> _names;

    public AttributeParameter(PropertyInfo property, int position)
    {
        (Name, Position) = (property.Name, position);
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var attribute = property.GetCustomAttribute<ApiNameAttribute>();
        (ApiName, Kind) = (attribute?.Name, attribute?.Kind);
        var aliases = property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [];
        _names = new HashSet<string>([Name, ApiName ?? Name, .. aliases], StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public int Position { get; }

    /// <summary>Centry's name of the attribute; null if the parameter sets several.</summary>
    public string? ApiName { get; }

    public Type ValueType { get; }

    /// <summary>The kind that reads its values; null if the parameter sets several attributes.</summary>
    public AttributeKind? Kind { get; }

    /// <summary>The values that Centry documents; empty if any value is accepted.</summary>
    public IEnumerable<string> Values => (Kind as ClosedSet)?.Values ?? [];

    /// <summary>True if columns can set parts of it, like those of an address.</summary>
    public bool HasParts => Kind is AddressKind;

    /// <summary>The names of its columns for parts, such as <c>address_shipping.city</c>.</summary>
    public IEnumerable<string> Parts => HasParts ? AddressKind.PartNames.Select(part => $"{ApiName}.{part}") : [];

    /// <summary>True if a column or a key of <c>-Property</c> is one of its names, including aliases.</summary>
    public bool IsNamed(string text) => _names.Contains(text);
}
