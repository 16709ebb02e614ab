using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

internal sealed class Row
{
    // Each with the argument of -Delimiter.
    private static readonly (char Character, string Option)[] Delimiters =
        [(';', "';'"), ('\t', "\"`t\""), ('|', "'|'"), (',', "','")];

    private static readonly TextKind Text = new();

    private readonly (RowColumn Column, object? Value)[] _cells;

    private Row((RowColumn Column, object? Value)[] cells) => _cells = cells;

    /// <summary>True if every cell is blank, as below the last row of a spreadsheet.</summary>
    public bool IsBlank => _cells.Length > 0 && _cells.All(cell => cell.Value is not object?[] && Blank.Is(cell.Value));

    public string[] ColumnNames => [.. _cells.Select(cell => cell.Column.Name)];

    /// <summary>Reads a hashtable, a data row or an object.</summary>
    public static Row Read(object row, RowHeader header)
    {
        var columns = PlainValue.Columns(row).ToArray();
        var names = header.Bind([.. columns.Select(column => column.Key)]);
        return new Row([.. names.Zip(columns, (name, column) => (name, PlainValue.Of(column.Value)))]);
    }

    /// <summary>
    /// The number of the row in a spreadsheet, where the header is row 1; null if the input is not a row of a file.
    /// </summary>
    /// <remarks>Import-Csv outputs custom objects.</remarks>
    public static int? NumberOf(object? input, int position) =>
        input is PSObject { BaseObject: PSCustomObject } ? position + 1 : null;

    /// <summary>Reads a cell. The message of a failure names the column.</summary>
    public static T InColumn<T>(RowColumn column, Func<T> read) =>
        Place.In(Messages.InColumn, TerminalText.Show(column.Name), read);

    public bool Has(ColumnRole role) => _cells.Any(cell => cell.Column.Role == role);

    public IEnumerable<(RowColumn Column, object? Value)> Cells(ColumnRole role) =>
        _cells.Where(cell => cell.Column.Role == role);

    public IEnumerable<(RowColumn Column, object Value)> Filled(ColumnRole role) =>
        Cells(role).Where(cell => !Blank.Is(cell.Value)).Select(cell => (cell.Column, cell.Value!));

    /// <summary>The distinct texts of a role that identifies objects, without surrounding white space.</summary>
    public IReadOnlyList<string> Keys(ColumnRole role) =>
        [.. Filled(role).Select(cell => Key(cell.Value)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// The error of a row without a column for the id. Its file may have another delimiter or encoding.
    /// </summary>
    /// <param name="isFirst">True if no earlier row has the column, so that no row of the file does.</param>
    public CentryException WithoutId(bool isFirst)
    {
        if (ColumnNames.Select(CellText.EncodingError).OfType<CentryException>().FirstOrDefault() is { } misread)
        {
            return misread.Final(misread.Message);
        }

        if (!isFirst)
        {
            return CentryException.Invalid(Messages.NoIdColumn);
        }

        var header = ColumnNames is [var only] ? only : string.Empty;
        var delimiter = Array.Find(Delimiters, delimiter => header.Contains(delimiter.Character)).Option;
        return CentryException.InvalidForAll(delimiter is null
            ? Messages.NoIdColumn
            : Messages.WrongDelimiter.With(TerminalText.Show(header), delimiter));
    }

    // MongoDB Extended JSON writes an id as {"$oid": "..."}.
    private static string Key(object value) =>
        value is IDictionary<string, object?> { Count: 1 } map && map.TryGetValue("$oid", out var id)
            && id is string text
            ? text
            : ((string)Text.Read(value, new ReadContext(ValueSource.Cell))).Trim();
}
