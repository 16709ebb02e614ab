using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Models.Json;

namespace CentryPS.Models.Attributes;

/// <summary>Reads the attributes of an object by Centry's names, using the serializer's metadata.</summary>
internal static class ObjectAttributes
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, JsonPropertyInfo>> Known = new();

    /// <summary>Returns the attributes for which a type has a property, in the order of the JSON.</summary>
    public static IEnumerable<string> Names(Type type) => Properties(type).Keys;

    public static IReadOnlyDictionary<string, JsonPropertyInfo> Properties(Type type) => Known.GetOrAdd(
        type,
        found => CentryJson.Default.GetTypeInfo(found)!.Properties
            .Where(property => property.Get is not null && !property.IsExtensionData)
            .ToDictionary(property => property.Name));

    /// <summary>
    /// Returns Centry's name of an attribute (<c>zip_code</c>) for that name or the one of its property
    /// (<c>ZipCode</c>), ignoring case; null if the type has no such attribute.
    /// </summary>
    public static string? Find(Type type, string text)
    {
        var folded = Fold(text);
        return Names(type).FirstOrDefault(name => Fold(name) == folded);

        static string Fold(string name) => name.Replace("_", string.Empty).ToLowerInvariant();
    }

    /// <summary>Returns the value of an attribute; null if it has none, or if there is no object.</summary>
    public static object? Get(CentryObject? item, string name) => item is null ? null
        : Properties(item.GetType()).TryGetValue(name, out var property) ? property.Get!(item)
        : item.AdditionalProperties.TryGetValue(name, out var value) ? value
        : null;

    /// <summary>Returns all attributes that have a value.</summary>
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
}
