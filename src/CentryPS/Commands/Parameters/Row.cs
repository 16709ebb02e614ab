using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A row: what its cells say, by column.</summary>
internal sealed class Row
{
    private readonly IReadOnlyList<RowColumn> _columns;
    private readonly object?[] _cells;

    private Row(IReadOnlyList<RowColumn> columns, object?[] cells) => (_columns, _cells) = (columns, cells);

    /// <summary>Whether every cell is blank, as below the last row of a spreadsheet.</summary>
    public bool IsBlank => _cells.Length > 0 && _cells.All(cell => cell is not object?[] && Blank.Is(cell));

    /// <summary>The names of its columns.</summary>
    public IEnumerable<string> Names => _columns.Select(column => column.Name);

    /// <summary>Reads the cells of a row, a hashtable, a data row or an object.</summary>
    /// <param name="row">What came.</param>
    /// <param name="header">Binds its columns.</param>
    public static Row Read(object row, RowHeader header)
    {
        var columns = PlainValue.Columns(row).ToArray();
        return new Row(header.Bind([.. columns.Select(column => column.Key)]), [.. columns.Select(column => PlainValue.Of(column.Value()))]);
    }

    /// <summary>The cells of a role, blank ones too.</summary>
    public IEnumerable<(RowColumn Column, object? Value)> Cells(ColumnRole role) =>
        _columns.Zip(_cells, (column, value) => (column, value)).Where(cell => cell.column.Role == role);

    /// <summary>The cells of a role that say something.</summary>
    public IEnumerable<(RowColumn Column, object Value)> Filled(ColumnRole role) =>
        Cells(role).Where(cell => !Blank.Is(cell.Value)).Select(cell => (cell.Column, cell.Value!));

    /// <summary>The texts by which a role says which object it is, each once, without blanks around them.</summary>
    /// <exception cref="CentryException">A cell holds something else.</exception>
    public IReadOnlyList<string> Keys(ColumnRole role) =>
        [.. Filled(role).Select(cell => ObjectKey.Read(cell.Value)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether it has a column of a role.</summary>
    public bool Has(ColumnRole role) => _columns.Any(column => column.Role == role);
}
