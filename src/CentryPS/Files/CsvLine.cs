namespace CentryPS.Files;

/// <summary>Formats a row of a CSV file (RFC 4180).</summary>
internal static class CsvLine
{
    /// <summary>Joins cells, and quotes those that need it.</summary>
    public static string Of(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter.ToString(), cells.Select(cell => Quoted(cell, delimiter)));

    /// <summary>Joins cells, and always quotes the last one: a row without the closing quote is incomplete.</summary>
    public static string Row(IReadOnlyList<string> cells, char delimiter) =>
        $"{Of(cells.Take(cells.Count - 1), delimiter)}{delimiter}{Quote(cells[cells.Count - 1])}";

    // Readers trim unquoted cells.
    private static string Quoted(string cell, char delimiter) =>
        cell.IndexOfAny(['"', '\r', '\n', delimiter]) >= 0 || cell.Trim().Length != cell.Length ? Quote(cell) : cell;

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";
}
