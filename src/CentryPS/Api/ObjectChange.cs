using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A change of one object: which one, and the attributes to send.</summary>
/// <param name="Id">The object's id; null where it has yet to be found.</param>
/// <param name="Attributes">The attributes by Centry's names.</param>
internal sealed record ObjectChange(string? Id, IReadOnlyDictionary<string, object?> Attributes)
{
    private const int LongestValue = 60;
    private const int Context = 20; // characters shown before the first difference

    /// <summary>No attributes.</summary>
    public static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();

    private byte[]? _body;

    /// <summary>The attributes as JSON in UTF-8, serialized once.</summary>
    public byte[] Body => _body ??= JsonBody.Write(Attributes);

    /// <summary>
    /// Each attribute with its new value, and its old one where that is known and another:
    /// <c>_status: "pending" -> "shipped", buyer_phone = ""</c>.
    /// </summary>
    /// <param name="old">The object before the change; null where it is not known.</param>
    public string Describe(CentryObject? old) => string.Join(", ", Attributes.SelectMany(attribute => Describe(attribute.Key, attribute.Value, old)));

    // Of an address only the parts that differ change.
    private static IEnumerable<string> Describe(string name, object? value, CentryObject? old) => AttributeComparison.Parts(name, value)
        .Select(part => (part.Name, Now: Json(part.Sent), Before: old is null ? null : Json(AttributeComparison.Stored(old, part.Name))))
        .Where(part => part.Name == name || part.Now != part.Before)
        .Select(part => TerminalText.Show(part.Name) + Describe(part.Now, part.Before));

    private static string Describe(string now, string? before) =>
        before is null || before == now ? $" = {Shortened(now)}" : $": {string.Join(" -> ", Shortened(before, now))}";

    /// <summary>A value as a message shows it: its JSON, of bounded length.</summary>
    public static string Show(object? value) => Shortened(Json(value));

    /// <summary>The JSON of a value, as a terminal can show it.</summary>
    public static string Json(object? value) => TerminalText.Show(System.Text.Encoding.UTF8.GetString(JsonBody.Write(value)));

    /// <summary>Two values as a message shows them: JSON of bounded length, cut so that the first difference is visible.</summary>
    public static string[] Show(object? first, object? second) => Shortened(Json(first), Json(second));

    /// <summary>Two texts of bounded length, cut so that the first difference is visible.</summary>
    public static string[] Shortened(string first, string second)
    {
        var same = first.Zip(second, (one, other) => one == other).TakeWhile(isSame => isSame).Count();
        var start = same <= LongestValue - Context ? 0 : same - Context;
        return [Shortened(first, start), Shortened(second, start)];
    }

    private static string Shortened(string json, int start = 0) =>
        (start == 0 ? string.Empty : "...") + (json.Length - start <= LongestValue ? json.Substring(start) : json.Substring(start, LongestValue) + "...");
}
