namespace CentryPS.Files;

/// <summary>
/// A CSV file (RFC 4180) with a header, to which one process at a time appends rows. Each row is flushed to the system
/// when it is complete.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private readonly IReadOnlyList<string> _header;
    private readonly char _delimiter;
    private readonly FileLock _lock;
    private LineFile? _lines;

    /// <summary>Locks a file, without writing to it.</summary>
    /// <exception cref="IOException">The path is not writable, or another process writes the file.</exception>
    public CsvFile(string path, IReadOnlyList<string> header, char delimiter)
    {
        (_header, _delimiter) = (header, delimiter);
        Path = WritablePath.Of(path);
        _lock = FileLock.TryTake(Path + ".lock") ?? throw new IOException(Messages.FileLocked.With(Path));
    }

    /// <summary>True if only its owner may read a new file.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The path of the file, or of a link's target.</summary>
    public string Path { get; }

    /// <summary>True if the file exists and has content.</summary>
    public bool HasContent => File.Exists(Path) && new FileInfo(Path).Length > 0;

    private byte[] HeaderBytes => [.. LineFile.Utf8.GetPreamble(), .. LineFile.Bytes(Join(_header))];

    /// <summary>
    /// Opens a file that has content: reads its rows, adds a missing line end to the last row, and removes the last row
    /// if it is incomplete.
    /// </summary>
    /// <param name="read">Receives the cells of each row.</param>
    /// <returns>The first cell of the removed row; null if no row was removed.</returns>
    /// <exception cref="CsvHeaderException">The file has other columns or another delimiter.</exception>
    /// <exception cref="IOException">The file cannot be read or written, is not UTF-8, or is in use.</exception>
    public string? Continue(Action<IReadOnlyList<string>>? read = null)
    {
        if (IsTruncatedHeader())
        {
            NewFile.Replace(Path, HeaderBytes, IsPrivate);
            return null;
        }

        using var stream = LineFile.OpenExclusive(Path);
        var reader = new CsvReader(new Utf8Reader(stream), _delimiter);
        if (!reader.Read() || !reader.Cells.SequenceEqual(_header))
        {
            throw new CsvHeaderException(string.Join(string.Empty, reader.Cells));
        }

        while (reader.HasLineEnd && reader.Read())
        {
            if (!reader.HasLineEnd && (reader.IsTruncated || reader.Cells.Count < _header.Count))
            {
                return RemoveLastRow(reader, stream);
            }

            read?.Invoke(reader.Cells);
        }

        if (!reader.HasLineEnd && stream.Length > reader.Start)
        {
            AddLineEnd(stream);
        }

        return null;
    }

    /// <summary>Replaces the content with the header and an optional row.</summary>
    /// <exception cref="IOException">The file cannot be written; its content is unchanged.</exception>
    public void Replace(IReadOnlyList<string>? row = null)
    {
        var rowBytes = row is null ? [] : LineFile.Bytes(Line(row));
        NewFile.Replace(Path, [.. HeaderBytes, .. rowBytes], IsPrivate);
    }

    /// <summary>Appends a row, or leaves the file unchanged.</summary>
    /// <exception cref="IOException">The file cannot be written, or was in use at the first row.</exception>
    public void Append(IReadOnlyList<string> row) =>
        (_lines ??= new LineFile(Path)).Append(Line(row));

    public void Dispose()
    {
        _lines?.Dispose();
        _lock.Dispose();
    }

    private bool IsTruncatedHeader()
    {
        var header = HeaderBytes;
        return new FileInfo(Path).Length < header.Length
            && File.ReadAllBytes(Path) is var content
            && header.Take(content.Length).SequenceEqual(content);
    }

    private static void AddLineEnd(FileStream stream)
    {
        stream.Position = stream.Length - 1;
        if (stream.ReadByte() != '\r')
        {
            stream.WriteByte((byte)'\r');
        }

        stream.WriteByte((byte)'\n');
    }

    private string RemoveLastRow(CsvReader reader, FileStream stream)
    {
        // A missing closing quote would merge all following rows into one.
        if (reader.Cells.Any(cell => cell.IndexOfAny(['\n']) >= 0))
        {
            throw new IOException(Messages.QuoteWithoutEnd.With(Path, TerminalText.Show(reader.Cells[0])));
        }

        stream.SetLength(reader.Start);
        return reader.Cells[0];
    }

    // Quotes the last cell in any case: a row without the closing quote is incomplete.
    private string Line(IReadOnlyList<string> row) =>
        $"{Join(row.Take(row.Count - 1))}{_delimiter}{Quote(row[row.Count - 1])}";

    private string Join(IEnumerable<string> cells) =>
        string.Join(_delimiter.ToString(), cells.Select(cell => NeedsQuotes(cell) ? Quote(cell) : cell));

    // Readers trim cells without quotes.
    private bool NeedsQuotes(string cell) =>
        cell.IndexOfAny(['"', '\r', '\n', _delimiter]) >= 0 || cell.Trim().Length != cell.Length;

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"")}\"";
}
