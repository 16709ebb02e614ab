using CentryPS.Files;

namespace CentryPS.Commands.Parameters;

/// <summary>The CSV file of an export of orders.</summary>
/// <param name="path">The full path.</param>
/// <param name="delimiter">The character between two cells.</param>
/// <param name="appends">True to append rows to an existing file.</param>
/// <param name="keeps">True to refuse an existing file, unless rows are appended.</param>
internal sealed class OrderFile(string path, char delimiter, bool appends, bool keeps) : IDisposable
{
    private readonly CsvFile _file = new(path, OrderRows.Columns, delimiter);
    private FileStream? _held;
    private bool _isBegun;

    public string Path => _file.Path;

    /// <summary>
    /// Opens an existing file until the first order, so that no command of the same pipeline can start to read it.
    /// </summary>
    /// <exception cref="IOException">The file exists and is kept, or is in use.</exception>
    public void Hold() => _held = appends || !File.Exists(Path) ? null
        : keeps ? throw new IOException(Messages.FileExists.With(Path))
        : LineFile.OpenExclusive(Path);

    /// <summary>Adds a row, and flushes it to the operating system.</summary>
    /// <returns>The id of an incomplete row that was removed; null if there was none.</returns>
    /// <exception cref="CentryException">The file has other columns.</exception>
    public string? Add(IReadOnlyList<string> cells)
    {
        if (_isBegun)
        {
            _file.Append(cells);
            return null;
        }

        _held?.Dispose();
        string? removed = null;
        if (appends && _file.HasContent)
        {
            removed = Continue();
            _file.Append(cells);
        }
        else
        {
            Hold();
            _held?.Dispose();
            _file.Replace(cells);
        }

        _isBegun = true;
        return removed;
    }

    /// <summary>Ends the export. Without orders, writes a file with only a header if none exists.</summary>
    /// <returns>False if there were no orders and an existing file stays as it is.</returns>
    public bool End()
    {
        var isKept = !_isBegun && File.Exists(Path);
        if (!_isBegun && !isKept)
        {
            _file.Replace();
        }

        Dispose();
        return !isKept;
    }

    public void Dispose()
    {
        _held?.Dispose();
        _file.Dispose();
    }

    private string? Continue()
    {
        try
        {
            return _file.Continue();
        }
        catch (CsvHeaderException)
        {
            throw CentryException.Invalid(Messages.OtherColumns, Path);
        }
    }
}
