using System.Text;

namespace CentryPS.Files;

/// <summary>Reads the rows of a CSV file (RFC 4180) in UTF-8, with their byte positions.</summary>
internal sealed class CsvReader(Utf8Reader stream, char delimiter)
{
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();

    /// <summary>The cells of the row.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>The byte at which the row begins.</summary>
    public long Start { get; private set; }

    /// <summary>True if the row has a line end. A row without it is the last one.</summary>
    public bool HasLineEnd { get; private set; }

    /// <summary>True if the file ends inside a quoted cell or a character.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Reads the next row, if the previous one had a line end. Returns false at the end of the file.</summary>
    /// <exception cref="IOException">The file cannot be read or is not UTF-8.</exception>
    public bool Read()
    {
        Start = stream.Position;
        _cells.Clear();
        _cell.Clear();
        var isQuoted = false;
        while (stream.Read() is { } character)
        {
            if (character == '\n' && !isQuoted)
            {
                HasLineEnd = true;
                EndRow();
                return true;
            }

            if (character == delimiter && !isQuoted)
            {
                EndCell();
                continue;
            }

            // Inside quotes, a doubled quote is one character. Any other quote begins or ends a quoted part.
            isQuoted ^= character == '"';
            if (character != '"' || (isQuoted && stream.Previous == '"'))
            {
                _cell.Append(character);
            }
        }

        (HasLineEnd, IsTruncated) = (false, isQuoted || stream.IsTruncated);
        EndRow();
        return stream.Position > Start || stream.IsTruncated;
    }

    private void EndRow()
    {
        if (_cell.Length > 0 && _cell[_cell.Length - 1] == '\r')
        {
            _cell.Length--;
        }

        EndCell();
    }

    private void EndCell()
    {
        _cells.Add(_cell.ToString());
        _cell.Clear();
    }
}
