using System.Collections.Specialized;
using System.Globalization;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Makes the rows of orders, each with the fingerprint of its cells.</summary>
/// <param name="write">Writes a cell.</param>
/// <param name="culture">How the cells write amounts and dates; null for the invariant form.</param>
internal sealed class OrderRows(Func<object?, object?> write, CultureInfo? culture = null)
{
    private readonly GivenAttributes _given = new(typeof(SetCentryOrderCommand)) { Culture = culture };

    private readonly RowHeader _header = new(
        AttributeParameter.Of(typeof(SetCentryOrderCommand)),
        column => column is "_id" or "updated_at" or "company_id" ? ColumnRole.Ignored : null);

    /// <summary>The cells of an order, by <see cref="OrderColumns.Names"/>.</summary>
    public IReadOnlyList<object?> Of(CentryOrder order)
    {
        var cells = new OrderedDictionary();
        foreach (var (name, cell) in OrderColumns.Names.Zip(OrderColumns.Cells(order), (name, cell) => (name, cell)))
        {
            cells.Add(name, write(cell));
        }

        return [.. cells.Values.Cast<object?>(), Fingerprint(order, cells)];
    }

    // Of what the cells are read back as. A cell that cannot be read back has no fingerprint, and is compared with the order.
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
