using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Models.Json;

namespace CentryPS.Models.Attributes;

/// <summary>The attributes of an object by Centry's names, as the serializer knows them.</summary>
internal static class ObjectAttributes
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, JsonPropertyInfo>> Known = new();

    /// <summary>The names of the attributes that a type has a property for, in the order of the JSON.</summary>
    public static IEnumerable<string> Names(Type type) => Properties(type).Keys;

    /// <summary>The value of an attribute; null for none.</summary>
    public static object? Get(CentryObject item, string name) =>
        Properties(item.GetType()).TryGetValue(name, out var property) ? property.Get!(item)
        : item.AdditionalProperties.TryGetValue(name, out var value) ? value
        : null;

    /// <summary>All attributes that have a value.</summary>
    public static IDictionary<string, object?> Of(CentryObject item)
    {
        var attributes = new Dictionary<string, object?>();
        foreach (var property in Properties(item.GetType()))
        {
            if (property.Value.Get!(item) is { } value)
            {
                attributes[property.Key] = value;
            }
        }

        foreach (var pair in item.AdditionalProperties)
        {
            attributes[pair.Key] = pair.Value;
        }

        return attributes;
    }

    private static Dictionary<string, JsonPropertyInfo> Properties(Type type) => Known.GetOrAdd(type, found => CentryJson.Default.GetTypeInfo(found)!.Properties
        .Where(property => property.Get is not null && !property.IsExtensionData)
        .ToDictionary(property => property.Name));
}
