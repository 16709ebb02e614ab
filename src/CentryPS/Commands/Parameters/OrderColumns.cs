using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The columns of a table of orders: id, last change and company, and the attributes that Set-CentryOrder can set, by
/// Centry's names. The parts of an address are columns like <c>address_shipping.line1</c>.
/// </summary>
internal static class OrderColumns
{
    // The data of the shop is not for editing, and longer than a cell of a spreadsheet can be.
    private const string NotForCells = "original_data";

    private static readonly TextKind Text = new();
    private static readonly MomentKind Moment = new();

    /// <summary>The names of the columns that <see cref="Cells"/> returns.</summary>
    public static IReadOnlyList<string> Names { get; } = FindNames();

    /// <summary>The names of all columns. The last one is the fingerprint of the row.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names, RowFingerprint.Column];

    /// <summary>
    /// The cells of an order without the fingerprint: text, numbers, Booleans, and null for no value.
    /// </summary>
    public static IEnumerable<object?> Cells(CentryOrder order) => Names.Select(name =>
        name is "_id" or "company_id" ? Text.ToCell(ObjectAttributes.Get(order, name))
        : name == "updated_at" ? Moment.ToCell(order.UpdatedAt)
        : name.Contains('.') ? Text.ToCell(AttributeComparison.Stored(order, name))
        : AttributeTable.Of(name).ToCell(ObjectAttributes.Get(order, name)));

    private static string[] FindNames()
    {
        string[] known = [.. ObjectAttributes.Names(typeof(CentryOrder))];
        var attributes = AttributeParameter.Of(typeof(SetCentryOrderCommand))
            .Where(parameter => parameter.ApiName != NotForCells && known.Contains(parameter.ApiName))
            .ToLookup(parameter => parameter.HasParts);
        return
        [
            "_id",
            "updated_at",
            "company_id",
            .. attributes[false].Select(parameter => parameter.ApiName!),
            .. attributes[true].SelectMany(
                address => AddressKind.PartNames.Select(part => $"{address.ApiName}.{part}")),
        ];
    }
}
