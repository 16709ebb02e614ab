using System.Text;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>A change as <c>-WhatIf</c> and <c>-Confirm</c> show it: each attribute with its new value, and its old one where it is known and another.</summary>
internal static class ChangeText
{
    private const int Longest = 60;

    /// <summary><c>_status: "pending" → "shipped", buyer_phone = ""</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, object?> attributes, CentryObject? old)
    {
        var before = old is null ? null : JsonBody.ReadValue(JsonBody.Write(old)) as IDictionary<string, object?>;
        return string.Join(", ", attributes.SelectMany(attribute => Parts(attribute.Key, attribute.Value, Find(before, attribute.Key)))
            .Select(part => (part.Name, Now: Show(part.Now), Before: before is null ? null : Show(part.Before)))
            .Select(part => part.Before is null || part.Before == part.Now ? $"{part.Name} = {part.Now}" : $"{part.Name}: {part.Before} → {part.Now}"));
    }

    // Of an address only the parts that are given change.
    private static IEnumerable<(string Name, object? Now, object? Before)> Parts(string name, object? now, object? before) =>
        JsonBody.ReadValue(JsonBody.Write(now)) is IDictionary<string, object?> parts && before is null or IDictionary<string, object?>
            ? parts.Select(part => ($"{name}.{part.Key}", part.Value, Find(before as IDictionary<string, object?>, part.Key)))
                .Where(part => before is null || Show(part.Value) != Show(part.Item3))
            : [(name, now, before)];

    private static object? Find(IDictionary<string, object?>? map, string name) => map?.TryGetValue(name, out var value) == true ? value : null;

    private static string Show(object? value)
    {
        var json = TerminalText.Show(Encoding.UTF8.GetString(JsonBody.Write(value)));
        return json.Length <= Longest ? json : json.Substring(0, Longest) + '…';
    }
}
