using System.Collections.Specialized;
using System.Globalization;
using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Converts orders to rows: id, last change and company, and the attributes that Set-CentryOrder can set, by Centry's
/// names. The parts of an address are columns like <c>address_shipping.line1</c>. The last column is the fingerprint of
/// the row.
/// </summary>
/// <param name="write">Converts a cell: text, a number, a Boolean, or null for no value.</param>
/// <param name="culture">The culture of amounts and dates in the cells; null for the invariant form.</param>
internal sealed class OrderRows(Func<object?, object?> write, CultureInfo? culture = null)
{
    private static readonly string[] ReadOnly = ["_id", "updated_at", "company_id"];

    private readonly GivenAttributes _given = new(typeof(SetCentryOrderCommand)) { Culture = culture };
    private readonly RowHeader _header = new(
        typeof(SetCentryOrderCommand), column => ReadOnly.Contains(column) ? ColumnRole.Ignored : null);

    /// <summary>The columns without the fingerprint.</summary>
    public static IReadOnlyList<string> DataColumns { get; } = FindColumns();

    public static IReadOnlyList<string> Columns { get; } = [.. DataColumns, RowFingerprint.Column];

    public IReadOnlyList<object?> Of(CentryOrder order)
    {
        var cells = new OrderedDictionary();
        foreach (var name in DataColumns)
        {
            cells.Add(name, write(AttributeTable.Of(name).ToCell(AttributeComparison.Stored(order, name))));
        }

        return [.. cells.Values.Cast<object?>(), Fingerprint(order, cells)];
    }

    // A fingerprint of the values as Set-CentryOrder reads them. Without one, if a cell cannot be read, the row is
    // compared with the order.
    private string Fingerprint(CentryOrder order, OrderedDictionary cells)
    {
        try
        {
            return RowFingerprint.Of(order.Id!, _given.Collect(property: null, Row.Read(cells, _header)));
        }
        catch (CentryException)
        {
            return string.Empty;
        }
    }

    // The data of the shop is not for editing, and longer than a cell of a spreadsheet can be.
    private static string[] FindColumns()
    {
        string[] known = [.. ObjectAttributes.Names(typeof(CentryOrder)).Where(name => name != "original_data")];
        var parameters = AttributeParameters.Of(typeof(SetCentryOrderCommand)).Single
            .Where(parameter => known.Contains(parameter.ApiName))
            .ToArray();
        return
        [
            .. ReadOnly,
            .. parameters.Where(parameter => !parameter.HasParts).Select(parameter => parameter.ApiName!),
            .. parameters.SelectMany(parameter => parameter.Parts),
        ];
    }
}
