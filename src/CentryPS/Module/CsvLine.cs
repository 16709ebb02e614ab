using System.Text;

namespace CentryPS.Module;

/// <summary>A line of a CSV file (RFC 4180).</summary>
internal static class CsvLine
{
    /// <summary>The cells with what stands between them, quoted where that is needed.</summary>
    public static string Of(IEnumerable<string> cells, char delimiter) =>
        string.Join(delimiter.ToString(), cells.Select(cell => Quoted(cell, delimiter)));

    /// <summary>The cells of a line that holds no line end.</summary>
    public static IReadOnlyList<string> Read(string line, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                // A quote that is doubled within quotes is one; any other begins or ends them.
                var isDoubled = isQuoted && i + 1 < line.Length && line[i + 1] == '"';
                _ = isDoubled ? cell.Append(line[i++]) : cell;
                isQuoted = isDoubled || !isQuoted;
            }
            else if (line[i] == delimiter && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    // Readers trim a cell that is not quoted.
    private static string Quoted(string cell, char delimiter) =>
        cell.IndexOfAny(['"', '\r', '\n', delimiter]) >= 0 || cell.Trim().Length != cell.Length ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
