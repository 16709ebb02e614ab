using System.Collections.Specialized;
using System.Globalization;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Converts orders to rows with the columns of <see cref="OrderColumns.All"/>.</summary>
/// <param name="write">Converts a cell.</param>
/// <param name="culture">The culture of amounts and dates in the cells; null for the invariant form.</param>
internal sealed class OrderRows(Func<object?, object?> write, CultureInfo? culture = null)
{
    private readonly GivenAttributes _given = new(typeof(SetCentryOrderCommand)) { Culture = culture };

    private readonly RowHeader _header = new(
        AttributeParameter.Of(typeof(SetCentryOrderCommand)),
        column => column is "_id" or "updated_at" or "company_id" ? ColumnRole.Ignored : null);

    public IReadOnlyList<object?> Of(CentryOrder order)
    {
        var cells = new OrderedDictionary();
        foreach (var (name, cell) in OrderColumns.Names.Zip(OrderColumns.Cells(order), (name, cell) => (name, cell)))
        {
            cells.Add(name, write(cell));
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
}
