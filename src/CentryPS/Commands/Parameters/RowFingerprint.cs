using System.Globalization;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Detects whether a row of an export was edited: a digest of the values of its cells. A spreadsheet that writes the
/// same value in another form does not change it.
/// </summary>
internal static class RowFingerprint
{
    public const string Column = "row_fingerprint";

    private const int Digits = 16;

    // Division by one with all decimal places removes trailing zeros.
    private const decimal One = 1.0000000000000000000000000000m;

    // The attributes are those that the row sets, as they would be sent.
    public static string Of(string id, IReadOnlyDictionary<string, object?> attributes)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["_id"] = id.ToLowerInvariant() };
        foreach (var attribute in attributes)
        {
            values[attribute.Key] = Canonical(attribute.Value);
        }

        // It starts with a letter, so that no spreadsheet reads it as a number.
        return 'r' + JsonBody.Write(values).ToSha256().Substring(0, Digits);
    }

    private static object? Canonical(object? value) => value switch
    {
        decimal number => (number / One).ToString(CultureInfo.InvariantCulture),
        IDictionary<string, object?> map => new SortedDictionary<string, object?>(
            map.ToDictionary(pair => pair.Key, pair => Canonical(pair.Value)), StringComparer.Ordinal),
        object?[] items => items.Select(Canonical).ToArray(),
        _ => value,
    };
}
