namespace CentryPS.Files;

/// <summary>A CSV file with a header, to which one process at a time appends rows. Each row is handed to the system when it is complete.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly IReadOnlyList<string> _header;
    private readonly char _delimiter;
    private readonly FileLock _lock;
    private LineFile? _lines;

    /// <summary>Takes the lock of a file; nothing is written yet.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <param name="header">Its columns.</param>
    /// <param name="delimiter">The character between two cells.</param>
    /// <exception cref="IOException">No file can be written there, or another process is writing it.</exception>
    public CsvFile(string path, IReadOnlyList<string> header, char delimiter)
    {
        (_header, _delimiter) = (header, delimiter);
        Path = WritablePath.Of(path);
        _lock = FileLock.Take(Path);
    }

    /// <summary>Whether only its owner may read the file if it is new.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The file; of a link, the file that it leads to.</summary>
    public string Path { get; }

    /// <summary>Whether the file exists and has content.</summary>
    public bool HasContent => File.Exists(Path) && new FileInfo(Path).Length > 0;

    private byte[] HeaderBytes => [.. LineFile.Utf8.GetPreamble(), .. LineFile.Bytes(CsvLine.Of(_header, _delimiter))];

    /// <summary>
    /// Goes on with a file that has content: reads its rows, ends a last row that has no line end, and removes one that is not
    /// complete because its writer was ended.
    /// </summary>
    /// <param name="read">Gets the cells of each row.</param>
    /// <returns>The first cell of the row that was removed; null if there was none.</returns>
    /// <exception cref="CsvHeaderException">It has other columns or another delimiter.</exception>
    /// <exception cref="IOException">It cannot be read or written, is not UTF-8, or is open elsewhere.</exception>
    public string? Continue(Action<IReadOnlyList<string>>? read = null)
    {
        if (IsBegunHeader())
        {
            NewFile.Replace(Path, HeaderBytes, IsPrivate);
            return null;
        }

        using var stream = LineFile.OpenAlone(Path);
        var reader = new CsvReader(new Utf8Reader(stream), _delimiter);
        if (!reader.Read() || !reader.Cells.SequenceEqual(_header))
        {
            throw new CsvHeaderException(string.Join(string.Empty, reader.Cells));
        }

        while (reader.HasLineEnd && reader.Read())
        {
            if (!reader.HasLineEnd && (reader.IsCut || reader.Cells.Count < _header.Count))
            {
                return Remove(reader, stream);
            }

            read?.Invoke(reader.Cells);
        }

        if (!reader.HasLineEnd && stream.Length > reader.Start)
        {
            EndLine(stream);
        }

        return null;
    }

    /// <summary>Writes the header and a row, if there is one, in place of what is there.</summary>
    /// <exception cref="IOException">It cannot be written; what is there stays.</exception>
    public void Replace(IReadOnlyList<string>? row = null) =>
        NewFile.Replace(Path, [.. HeaderBytes, .. row is null ? [] : LineFile.Bytes(CsvLine.Row(row, _delimiter))], IsPrivate);

    /// <summary>Appends a row, or leaves the file as it was.</summary>
    /// <exception cref="IOException">It cannot be written, or another program had it open when the first row was appended.</exception>
    public void Append(IReadOnlyList<string> row) => (_lines ??= new LineFile(Path)).Append(CsvLine.Row(row, _delimiter));

    /// <summary>Closes the file and gives up its lock.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        _lock.Dispose();
    }

    private bool IsBegunHeader()
    {
        var header = HeaderBytes;
        return new FileInfo(Path).Length < header.Length && File.ReadAllBytes(Path) is var begun && header.Take(begun.Length).SequenceEqual(begun);
    }

    private static void EndLine(FileStream stream)
    {
        stream.Position = stream.Length - 1;
        if (stream.ReadByte() != '\r')
        {
            stream.WriteByte((byte)'\r');
        }

        stream.WriteByte((byte)'\n');
    }

    private string Remove(CsvReader reader, FileStream stream)
    {
        // A quote that somebody forgot would make all rows after it one.
        if (reader.Cells.Any(cell => cell.IndexOfAny(['\n']) >= 0))
        {
            throw new IOException(Messages.QuoteWithoutEnd.With(Path, TerminalText.Show(reader.Cells[0])));
        }

        stream.SetLength(reader.Start);
        return reader.Cells[0];
    }
}
