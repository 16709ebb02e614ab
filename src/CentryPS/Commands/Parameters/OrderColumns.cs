using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The columns of a table of orders: the id, when the order was last changed, its company, and each attribute that Set-CentryOrder can set,
/// by Centry's names; the parts of an address as <c>address_shipping.line1</c>.
/// </summary>
internal static class OrderColumns
{
    // What a shop sent is not for people to edit, and longer than a cell of a spreadsheet may be.
    private static readonly string[] NotForCells = ["original_data"];

    private static readonly TextKind Text = new();
    private static readonly MomentKind Moment = new();

    /// <summary>The names of the columns that <see cref="Cells"/> gives.</summary>
    public static IReadOnlyList<string> Names { get; } = FindNames();

    /// <summary>The names of all columns: the fingerprint of the row is the last.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names, RowFingerprint.Column];

    /// <summary>The cells of an order, without the fingerprint: text, which is guarded from spreadsheets, numbers and Booleans; null for no value.</summary>
    public static IEnumerable<object?> Cells(CentryOrder order) => Names.Select(name => Cell(order, name));

    private static object? Cell(CentryOrder order, string name)
    {
        var (attribute, part) = name.IndexOf('.') is > 0 and var dot ? (name.Substring(0, dot), name.Substring(dot + 1)) : (name, null);
        var value = ObjectAttributes.Get(order, attribute);
        return part is not null ? Text.ToCell(AddressKind.Stored(value, part))
            : name is "_id" or "company_id" ? Text.ToCell(value)
            : name == "updated_at" ? Moment.ToCell(value)
            : AttributeTable.Of(name).ToCell(value);
    }

    private static string[] FindNames()
    {
        var known = ObjectAttributes.Names(typeof(CentryOrder)).ToArray();
        var attributes = AttributeParameter.Of(typeof(SetCentryOrderCommand)).Where(parameter => known.Contains(parameter.ApiName)).ToArray();
        return
        [
            "_id",
            "updated_at",
            "company_id",
            .. attributes.Where(parameter => !parameter.HasParts).Select(parameter => parameter.ApiName!).Except(NotForCells),
            .. attributes.Where(parameter => parameter.HasParts).SelectMany(address => AddressKind.PartNames.Select(part => $"{address.ApiName}.{part}")),
        ];
    }
}
