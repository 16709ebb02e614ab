using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A parameter that a column of a row can set: its names, the attribute that it sets, and how it is read.</summary>
internal sealed class AttributeParameter
{
    private static readonly ConcurrentDictionary<Type, AttributeParameter[]> Known = new();

    private readonly HashSet<string> _names;

    private AttributeParameter(PropertyInfo property)
    {
        Name = property.Name;
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var attribute = property.GetCustomAttribute<ApiNameAttribute>();
        (ApiName, Kind) = (attribute?.Name, attribute?.Kind);
        _names = new HashSet<string>(property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [], StringComparer.OrdinalIgnoreCase) { Name };
        if (ApiName is not null)
        {
            _names.Add(ApiName);
        }
    }

    /// <summary>The parameter's own name.</summary>
    public string Name { get; }

    /// <summary>The attribute, as Centry names it; null where the parameter stands for several.</summary>
    public string? ApiName { get; }

    /// <summary>What it takes.</summary>
    public Type ValueType { get; }

    /// <summary>How its values are read; null where the parameter stands for several attributes.</summary>
    public AttributeKind? Kind { get; }

    /// <summary>The values that it takes, where Centry documents them; else none.</summary>
    public IEnumerable<string> Values => (Kind as ClosedSetKind)?.Set.Values ?? [];

    /// <summary>Whether columns can set parts of it, as those of an address.</summary>
    public bool HasParts => Kind is AddressKind;

    /// <summary>Those of a cmdlet.</summary>
    public static IReadOnlyList<AttributeParameter> Of(Type cmdlet) => Known.GetOrAdd(cmdlet, Find);

    /// <summary>Whether a column or a key of <c>-Property</c> means it: by its name, Centry's, or another of its names.</summary>
    public bool IsNamed(string text) => _names.Contains(text);

    private static AttributeParameter[] Find(Type cmdlet) => cmdlet.GetProperties()
        .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipelineByPropertyName)
            && property.IsDefined(typeof(ReaderAttribute)))
        .Select(property => new AttributeParameter(property))
        .ToArray();
}
