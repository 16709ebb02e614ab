using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>Compares the attributes to send with those of an object, each by its kind.</summary>
internal static class AttributeComparison
{
    /// <summary>
    /// Returns the attributes whose value differs. An address that differs in one part is returned whole, so that no
    /// part is lost, whether Centry merges or replaces addresses.
    /// </summary>
    public static Dictionary<string, object?> Changes(IReadOnlyDictionary<string, object?> wanted, CentryObject item) =>
        wanted
            .Select(pair => (Name: pair.Key, pair.Value, Stored: ObjectAttributes.Get(item, pair.Key)))
            .Where(attribute => !IsSame(attribute.Name, attribute.Value, attribute.Stored))
            .ToDictionary(attribute => attribute.Name, attribute => Whole(attribute.Value, attribute.Stored));

    /// <summary>
    /// Checks that an object is still as the user saw it: in the attributes to send, of an address only its parts to
    /// send, and in <paramref name="more"/>. An attribute that already has the value to send is not a conflict.
    /// </summary>
    public static void CheckUnchanged(
        CentryObject shown,
        CentryObject now,
        IReadOnlyDictionary<string, object?> change,
        IEnumerable<string> more)
    {
        var changed = more.Union(change.Keys)
            .Where(name => !change.TryGetValue(name, out var sent)
                || !IsSame(name, sent, ObjectAttributes.Get(now, name)))
            .SelectMany(name => change.TryGetValue(name, out var sent) ? Parts(name, sent) : [(name, null)])
            .Select(part => (part.Name, Old: JsonOf(shown, part.Name), New: JsonOf(now, part.Name)))
            .Where(part => part.Old != part.New)
            .Select(part => TerminalText.Show(part.Name) + ": "
                + string.Join(" -> ", ObjectChange.Truncate(part.Old, part.New)))
            .ToArray();
        if (changed.Length > 0)
        {
            var message = Messages.ChangedSinceShown.With(TerminalText.Show(shown.Label), string.Join(", ", changed));
            throw new CentryException(CentryErrorCode.Conflict, message).Advising(Messages.ChangedSinceShownAdvice);
        }

        static string JsonOf(CentryObject item, string name) => ObjectChange.Json(Stored(item, name));
    }

    /// <summary>Returns an attribute to send; an address as its parts, such as <c>address_shipping.city</c>.</summary>
    public static IEnumerable<(string Name, object? Sent)> Parts(string name, object? sent) =>
        sent is IDictionary<string, object?> parts && AttributeTable.Of(name) is AddressKind
            ? parts.Select(part => ($"{name}.{part.Key}", part.Value))
            : [(name, sent)];

    /// <summary>Returns an object's value of an attribute, or of a part of an address.</summary>
    public static object? Stored(CentryObject item, string name) => Split(name) is (var address, { } part)
        ? ObjectAttributes.Get(ObjectAttributes.Get(item, address) as CentryAddress, part)
        : ObjectAttributes.Get(item, name);

    /// <summary>Splits <c>address_shipping.city</c>; the part is null for an attribute that has no parts.</summary>
    public static (string Name, string? Part) Split(string name) => name.IndexOf('.') is > 0 and var dot
        ? (name.Substring(0, dot), name.Substring(dot + 1))
        : (name, null);

    /// <summary>Returns true if the value to send equals the stored one.</summary>
    public static bool IsSame(string name, object? sent, object? stored) => sent switch
    {
        null => stored is null,
        "" when AttributeTable.Of(name) is not (TextKind or JsonKind) => stored is null,
        _ => AttributeTable.Of(name).AreEqual(sent, stored),
    };

    private static object? Whole(object? value, object? stored) =>
        value is IDictionary<string, object?> parts && stored is CentryAddress address
            ? AddressKind.Merge(address, parts)
            : value;
}
