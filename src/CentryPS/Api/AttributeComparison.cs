using System.Collections;
using System.Globalization;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>What of an object's attributes differs from what is there.</summary>
internal static class AttributeComparison
{
    /// <summary>
    /// The attributes whose value is another one. Of an address that differs in a part, the whole is given, so that no part is
    /// lost whether Centry changes an address or replaces it.
    /// </summary>
    public static Dictionary<string, object?> Changes(IReadOnlyDictionary<string, object?> wanted, CentryObject there)
    {
        var changes = new Dictionary<string, object?>();
        var present = (IDictionary<string, object?>)Plain(there)!;
        foreach (var attribute in wanted)
        {
            present.TryGetValue(attribute.Key, out var now);
            var then = Plain(attribute.Value);
            if (!IsSame(then, now))
            {
                changes[attribute.Key] = then is IDictionary<string, object?> parts && now is IDictionary<string, object?> all
                    ? Merge(all, parts)
                    : attribute.Value;
            }
        }

        return changes;
    }

    // Through JSON, so that both sides are of the same types.
    private static object? Plain(object? value) => JsonBody.ReadValue(JsonBody.Write(value));

    private static bool IsSame(object? wanted, object? now) => (wanted, now) switch
    {
        (null, null) => true,
        (IDictionary<string, object?> parts, IDictionary<string, object?> all) =>
            parts.All(part => IsSame(part.Value, all.TryGetValue(part.Key, out var value) ? value : null)),
        (IDictionary<string, object?> parts, null) => parts.Values.All(value => value is null),
        (string text, string other) => text == other || IsSameTime(text, other),
        (long or decimal, long or decimal) => Number(wanted!) == Number(now!),
        (IEnumerable items, IEnumerable others) => items.Cast<object?>().SequenceEqual(others.Cast<object?>()),
        _ => Equals(wanted, now),
    };

    private static decimal Number(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    private static bool IsSameTime(string text, string other) => IsTime(text, out var time) && IsTime(other, out var otherTime) && time == otherTime;

    private static bool IsTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    // What only Centry writes is left out.
    private static Dictionary<string, object?> Merge(IDictionary<string, object?> all, IDictionary<string, object?> parts)
    {
        var merged = all.Where(part => part.Key is not ("_id" or "created_at" or "updated_at")).ToDictionary(part => part.Key, part => part.Value);
        foreach (var part in parts)
        {
            merged[part.Key] = part.Value;
        }

        return merged;
    }
}
