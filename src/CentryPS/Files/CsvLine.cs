namespace CentryPS.Files;

/// <summary>A row of a CSV file (RFC 4180) as text.</summary>
internal static class CsvLine
{
    /// <summary>Joins cells, quoting those that need it.</summary>
    public static string Of(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter.ToString(), cells.Select(cell => Quoted(cell, delimiter)));

    /// <summary>Joins cells, and quotes the last one in any case: a row without its last quote is not complete.</summary>
    public static string Row(IReadOnlyList<string> cells, char delimiter) =>
        $"{Of(cells.Take(cells.Count - 1), delimiter)}{delimiter}{Quote(cells[cells.Count - 1])}";

    // Readers trim a cell that is not quoted.
    private static string Quoted(string cell, char delimiter) =>
        cell.IndexOfAny(['"', '\r', '\n', delimiter]) >= 0 || cell.Trim().Length != cell.Length ? Quote(cell) : cell;

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";
}
