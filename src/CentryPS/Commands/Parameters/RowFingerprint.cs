using System.Globalization;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Tells whether a row of an export was edited: a digest of the values that its cells are read as, so that another spelling of the same
/// value, as spreadsheets write it, is no edit.
/// </summary>
internal static class RowFingerprint
{
    /// <summary>The name of the column.</summary>
    public const string Column = "row_fingerprint";

    private const int Digits = 16;

    // Dividing by one with all decimal places removes trailing zeros.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The fingerprint of values.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="attributes">The attributes that the row sets, as they would be sent.</param>
    public static string Of(string id, IReadOnlyDictionary<string, object?> attributes)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["_id"] = id.ToLowerInvariant() };
        foreach (var attribute in attributes)
        {
            values[attribute.Key] = Canonical(attribute.Value);
        }

        // With a letter first, so that no spreadsheet takes it for a number.
        return 'r' + JsonBody.Write(values).ToSha256().Substring(0, Digits);
    }

    private static object? Canonical(object? value) => value switch
    {
        decimal number => (number / One).ToString(CultureInfo.InvariantCulture),
        CentryDate date => date.ToString(),
        IDictionary<string, object?> map => new SortedDictionary<string, object?>(map.ToDictionary(pair => pair.Key, pair => Canonical(pair.Value)), StringComparer.Ordinal),
        object?[] items => items.Select(Canonical).ToArray(),
        _ => value,
    };
}
