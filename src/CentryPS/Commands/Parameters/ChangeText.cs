using System.Text;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>A change as <c>-WhatIf</c> and <c>-Confirm</c> show it: each attribute with its new value, and its old one where it is known.</summary>
internal static class ChangeText
{
    private const int Longest = 60;

    /// <summary><c>_status: "pending" → "shipped", buyer_phone = ""</c>.</summary>
    public static string Of(IReadOnlyDictionary<string, object?> attributes, CentryObject? old)
    {
        var before = old is null ? null : JsonBody.ReadValue(JsonBody.Write(old)) as IDictionary<string, object?>;
        return string.Join(", ", attributes.Select(attribute => before is null
            ? $"{attribute.Key} = {Show(attribute.Value)}"
            : $"{attribute.Key}: {Show(before.TryGetValue(attribute.Key, out var value) ? value : null)} → {Show(attribute.Value)}"));
    }

    private static string Show(object? value)
    {
        var json = TerminalText.Show(Encoding.UTF8.GetString(JsonBody.Write(value)));
        return json.Length <= Longest ? json : json.Substring(0, Longest) + '…';
    }
}
