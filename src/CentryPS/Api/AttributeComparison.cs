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

    /// <summary>The attributes that changed between two readings of an object, as a message names them.</summary>
    /// <param name="then">The object as it was read first.</param>
    /// <param name="now">The object as it is now.</param>
    /// <param name="change">The attributes to send: of an address only its parts count, and a value that is as it is to be is no change.</param>
    /// <param name="more">Other attributes to compare.</param>
    public static IReadOnlyList<string> Since(CentryObject then, CentryObject now, IReadOnlyDictionary<string, object?> change, IEnumerable<string> more) =>
    [
        .. more.Union(change.Keys)
            .Where(name => !change.TryGetValue(name, out var sent) || !IsSame(name, sent, ObjectAttributes.Get(now, name)))
            .SelectMany(name => (change.TryGetValue(name, out var sent) ? Parts(name, sent) : [(name, null)])
                .Select(part => (part.Name, Then: ObjectChange.Json(Stored(then, part.Name)), Now: ObjectChange.Json(Stored(now, part.Name)))))
            .Where(value => value.Then != value.Now)
            .Select(value => $"{TerminalText.Show(value.Name)}: {string.Join(" -> ", ObjectChange.Shortened(value.Then, value.Now))}"),
    ];

    /// <summary>An attribute to send: of an address each part by itself, as <c>address_shipping.city</c>.</summary>
    public static IEnumerable<(string Name, object? Sent)> Parts(string name, object? sent) =>
        sent is IDictionary<string, object?> parts && AttributeTable.Of(name) is AddressKind
            ? parts.Select(part => ($"{name}.{part.Key}", part.Value))
            : [(name, sent)];

    /// <summary>The value that an object has of an attribute, or of a part of an address.</summary>
    public static object? Stored(CentryObject item, string name) => name.IndexOf('.') is > 0 and var dot
        ? AddressKind.Stored(ObjectAttributes.Get(item, name.Substring(0, dot)), name.Substring(dot + 1))
        : ObjectAttributes.Get(item, name);

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
