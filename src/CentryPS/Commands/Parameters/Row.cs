using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A row: what its cells say, by column.</summary>
internal sealed class Row
{
    // Each with the argument of -Delimiter.
    private static readonly (char Character, string Option)[] Delimiters = [(';', "';'"), ('\t', "\"`t\""), ('|', "'|'"), (',', "','")];

    private readonly IReadOnlyList<RowColumn> _columns;
    private readonly object?[] _cells;

    private Row(IReadOnlyList<RowColumn> columns, object?[] cells) => (_columns, _cells) = (columns, cells);

    /// <summary>Whether every cell is blank, as below the last row of a spreadsheet.</summary>
    public bool IsBlank => _cells.Length > 0 && _cells.All(cell => cell is not object?[] && Blank.Is(cell));

    /// <summary>The row of an input in the table that it comes from, as a spreadsheet counts it: the header is row 1. Null where it comes from none.</summary>
    /// <param name="input">A custom object, as Import-Csv gives it, or something else.</param>
    /// <param name="position">Which input of the command it is.</param>
    public static int? InTable(object? input, int position) => input is PSObject { BaseObject: PSCustomObject } ? position + 1 : null;

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

    /// <summary>The refusal of a row that has no column for the id: perhaps its file was read with another delimiter or encoding than its own.</summary>
    /// <param name="isFirst">Whether no row before it has one: the first row has the columns of all rows of a file.</param>
    public CentryException WithoutId(bool isFirst)
    {
        if (Names.Select(CellText.EncodingError).OfType<CentryException>().FirstOrDefault() is { } misread)
        {
            return misread.Final(misread.Message);
        }

        return !isFirst ? CentryException.Invalid(Messages.NoIdColumn)
            : Names.Count() == 1 && Array.Find(Delimiters, delimiter => Names.Single().Contains(delimiter.Character)) is { Option: { } option }
                ? CentryException.InvalidForAll(Messages.WrongDelimiter.With(TerminalText.Show(Names.Single()), option))
            : CentryException.InvalidForAll(Messages.NoIdColumn);
    }

    /// <summary>Whether it has a column of a role.</summary>
    public bool Has(ColumnRole role) => _columns.Any(column => column.Role == role);
}
