using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>Compares attributes to send with those that an object has, each by its kind.</summary>
internal static class AttributeComparison
{
    /// <summary>
    /// The attributes whose value is another one. Of an address that differs in a part the whole is given, so that no part is
    /// lost whether Centry changes an address or replaces it.
    /// </summary>
    public static Dictionary<string, object?> Changes(IReadOnlyDictionary<string, object?> wanted, CentryObject there) => wanted
        .Where(attribute => !IsSame(attribute.Key, attribute.Value, ObjectAttributes.Get(there, attribute.Key)))
        .ToDictionary(attribute => attribute.Key, attribute => Whole(attribute.Value, ObjectAttributes.Get(there, attribute.Key)));

    /// <summary>Whether a value to send says what an object already has.</summary>
    public static bool IsSame(string name, object? sent, object? stored) => sent switch
    {
        null => stored is null,
        "" when AttributeTable.Of(name) is not (TextKind or JsonKind) => stored is null,
        _ => AttributeTable.Of(name).AreEqual(sent, stored),
    };

    private static object? Whole(object? value, object? stored) =>
        value is IDictionary<string, object?> parts && stored is CentryAddress address ? AddressKind.Merge(address, parts) : value;
}
