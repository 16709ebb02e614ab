using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A change of one object.</summary>
/// <param name="Id">The object's id; null until the object has been found.</param>
/// <param name="Attributes">The attributes to send, by Centry's names.</param>
internal sealed record ObjectChange(string? Id, IReadOnlyDictionary<string, object?> Attributes)
{
    private const int MaxLength = 60;
    private const int ContextLength = 20; // characters shown before the first difference

    public static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    private byte[]? _body;

    /// <summary>The attributes as JSON in UTF-8, serialized once.</summary>
    public byte[] Body => _body ??= JsonBody.Write(Attributes);

    /// <summary>
    /// Describes each attribute with its new value, and with the old one if it is known and differs:
    /// <c>_status: "pending" -> "shipped", buyer_phone = ""</c>.
    /// </summary>
    /// <param name="old">The object before the change; null if unknown.</param>
    public string Describe(CentryObject? old) =>
        string.Join(", ", Attributes.SelectMany(attribute => Describe(attribute.Key, attribute.Value, old)));

    // Describes only the parts of an address that differ.
    private static IEnumerable<string> Describe(string name, object? value, CentryObject? old) =>
        from part in AttributeComparison.Parts(name, value)
        let now = Json(part.Sent)
        let before = old is null ? null : Json(AttributeComparison.Stored(old, part.Name))
        where part.Name == name || now != before
        select TerminalText.Show(part.Name) + (before is null || before == now
            ? $" = {Truncate(now)}"
            : $": {string.Join(" -> ", Truncate(before, now))}");

    /// <summary>Returns a value as messages show it: JSON of limited length.</summary>
    public static string Show(object? value) => Truncate(Json(value));

    /// <summary>Returns two values as JSON of limited length, cut so that the first difference is visible.</summary>
    public static string[] Show(object? first, object? second) => Truncate(Json(first), Json(second));

    /// <summary>Returns the JSON of a value, safe to show on a terminal.</summary>
    public static string Json(object? value) =>
        TerminalText.Show(System.Text.Encoding.UTF8.GetString(JsonBody.Write(value)));

    /// <summary>Limits the length of two texts, cut so that the first difference is visible.</summary>
    public static string[] Truncate(string first, string second)
    {
        var same = first.Zip(second, (one, other) => one == other).TakeWhile(isSame => isSame).Count();
        var start = same <= MaxLength - ContextLength ? 0 : same - ContextLength;
        return [Truncate(first, start), Truncate(second, start)];
    }

    private static string Truncate(string json, int start = 0) => (start == 0 ? string.Empty : "...")
        + (json.Length - start <= MaxLength ? json.Substring(start) : json.Substring(start, MaxLength) + "...");
}
