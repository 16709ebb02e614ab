using CentryPS.Files;

namespace CentryPS.Commands.Parameters;

/// <summary>The CSV file of an export of orders.</summary>
internal sealed class OrderFile : IDisposable
{
    private readonly CsvFile _file;
    private readonly bool _appends;
    private readonly bool _keeps;
    private readonly FileStream? _held;
    private bool _isBegun;

    /// <param name="path">The file, as a full path.</param>
    /// <param name="delimiter">The character between two cells.</param>
    /// <param name="appends">Whether rows are appended to an existing file.</param>
    /// <param name="keeps">Whether an existing file is an error, unless rows are appended.</param>
    /// <exception cref="IOException">The file cannot be written, or is in use.</exception>
    public OrderFile(string path, char delimiter, bool appends, bool keeps)
    {
        _file = new CsvFile(path, OrderColumns.All, delimiter);
        (_appends, _keeps) = (appends, keeps);
        try
        {
            _held = Hold();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="CsvFile.Path"/>
    public string Path => _file.Path;

    /// <summary>Adds a row, and flushes it to the operating system.</summary>
    /// <returns>The id of an incomplete row that was removed; null if there was none.</returns>
    /// <exception cref="CentryException">The file has other columns.</exception>
    /// <exception cref="IOException">The row cannot be written.</exception>
    public string? Add(IReadOnlyList<string> cells)
    {
        if (_isBegun)
        {
            _file.Append(cells);
            return null;
        }

        _held?.Dispose();
        string? removed = null;
        if (_appends && _file.HasContent)
        {
            removed = Continue();
            _file.Append(cells);
        }
        else
        {
            Hold()?.Dispose();
            _file.Replace(cells);
        }

        _isBegun = true;
        return removed;
    }

    /// <summary>Ends the export. Without orders, writes a file with only a header if none exists.</summary>
    /// <returns>False if there were no orders and an existing file stays as it is.</returns>
    /// <exception cref="IOException">The header cannot be written.</exception>
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

    // An existing file stays open until the first order, so that no command of the same pipeline can start to read it.
    private FileStream? Hold() => _appends || !File.Exists(Path) ? null
        : _keeps ? throw new IOException(Messages.FileExists.With(Path))
        : LineFile.OpenExclusive(Path);

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
