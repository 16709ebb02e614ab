using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A row: its cells by column.</summary>
internal sealed class Row
{
    // Each with the argument of -Delimiter.
    private static readonly (char Character, string Option)[] Delimiters =
        [(';', "';'"), ('\t', "\"`t\""), ('|', "'|'"), (',', "','")];

    private readonly IReadOnlyList<RowColumn> _columns;
    private readonly object?[] _cells;

    private Row(IReadOnlyList<RowColumn> columns, object?[] cells) => (_columns, _cells) = (columns, cells);

    /// <summary>Whether every cell is blank, as below the last row of a spreadsheet.</summary>
    public bool IsBlank => _cells.Length > 0 && _cells.All(cell => cell is not object?[] && Blank.Is(cell));

    /// <summary>The names of the columns.</summary>
    public IEnumerable<string> Names => _columns.Select(column => column.Name);

    /// <summary>Reads a hashtable, a data row or an object.</summary>
    public static Row Read(object row, RowHeader header)
    {
        var columns = PlainValue.Columns(row).ToArray();
        return new Row(header.Bind([.. columns.Select(column => column.Key)]),
            [.. columns.Select(column => PlainValue.Of(column.Value()))]);
    }

    /// <summary>
    /// The number of the row in a spreadsheet, where the header is row 1; null if the input is not a row of a file.
    /// </summary>
    /// <param name="input">The input. Import-Csv outputs custom objects.</param>
    /// <param name="position">Its position among the inputs, from 1.</param>
    public static int? NumberOf(object? input, int position) =>
        input is PSObject { BaseObject: PSCustomObject } ? position + 1 : null;

    /// <summary>Reads a cell. The message of a failure names the column.</summary>
    public static T InColumn<T>(string column, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CentryException exception)
        {
            var message = Messages.InColumn.With(TerminalText.Show(column), exception.Message);
            throw exception.As(exception.ErrorCode, message);
        }
    }

    public bool Has(ColumnRole role) => _columns.Any(column => column.Role == role);

    /// <summary>The cells of a role, including blank ones.</summary>
    public IEnumerable<(RowColumn Column, object? Value)> Cells(ColumnRole role) =>
        _columns.Zip(_cells, (column, value) => (column, value)).Where(cell => cell.column.Role == role);

    /// <summary>The cells of a role that are not blank.</summary>
    public IEnumerable<(RowColumn Column, object Value)> Filled(ColumnRole role) =>
        Cells(role).Where(cell => !Blank.Is(cell.Value)).Select(cell => (cell.Column, cell.Value!));

    /// <summary>The distinct texts of a role that identifies objects, without surrounding white space.</summary>
    /// <exception cref="CentryException">A cell is not text.</exception>
    public IReadOnlyList<string> Keys(ColumnRole role) =>
        [.. Filled(role).Select(cell => ObjectKey.Read(cell.Value)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// The error of a row without a column for the id. Its file may have another delimiter or encoding.
    /// </summary>
    /// <param name="isFirst">
    /// Whether no earlier row has the column: the first row has the columns of all rows of a file.
    /// </param>
    public CentryException WithoutId(bool isFirst)
    {
        if (Names.Select(CellText.EncodingError).OfType<CentryException>().FirstOrDefault() is { } misread)
        {
            return misread.Final(misread.Message);
        }

        if (!isFirst)
        {
            return CentryException.Invalid(Messages.NoIdColumn);
        }

        var header = _columns.Count == 1 ? _columns[0].Name : string.Empty;
        var delimiter = Array.Find(Delimiters, delimiter => header.Contains(delimiter.Character)).Option;
        return CentryException.InvalidForAll(delimiter is null
            ? Messages.NoIdColumn
            : Messages.WrongDelimiter.With(TerminalText.Show(header), delimiter));
    }
}
