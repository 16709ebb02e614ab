using System.Globalization;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The columns of a file of orders: the id, when the order was last changed, and each attribute that Set-CentryOrder can set,
/// by Centry's names; the parts of an address as <c>address_shipping.line1</c>.
/// </summary>
internal sealed class OrderColumns(CultureInfo culture)
{
    private static readonly string[] Addresses = ["address_billing", "address_shipping"];

    // What a shop sent is not for people to edit, and longer than a cell of a spreadsheet may be.
    private static readonly string[] NotForCells = ["original_data"];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = FindNames();

    /// <summary>What stands in the columns for an order.</summary>
    public IEnumerable<string> Cells(CentryOrder order)
    {
        var attributes = (IDictionary<string, object?>)JsonBody.ReadValue(JsonBody.Write(order))!;
        return Names.Select(name => Cell(Find(attributes, name)));
    }

    private static object? Find(IDictionary<string, object?> attributes, string name)
    {
        var path = name.Split('.');
        attributes.TryGetValue(path[0], out var value);
        return path.Length == 1 ? value : (value as IDictionary<string, object?>)?.TryGetValue(path[1], out var part) == true ? part : null;
    }

    private string Cell(object? value) => value switch
    {
        null => string.Empty,
        string text => CellText.Guard(text),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, culture.NumberFormat)!,
    };

    private static string[] FindNames()
    {
        var known = (IDictionary<string, object?>)JsonBody.ReadValue(JsonBody.Write(Full()))!;
        var attributes = AttributeParameter.Of(typeof(SetCentryOrderCommand))
            .Select(parameter => parameter.ApiName!)
            .Where(name => known.ContainsKey(name) && !NotForCells.Contains(name) && !Addresses.Contains(name));
        var parts = ((IDictionary<string, object?>)known[Addresses[0]]!).Keys.Where(part => part is not ("_id" or "created_at" or "updated_at"));
        return ["_id", "updated_at", .. attributes, .. Addresses.SelectMany(address => parts.Select(part => $"{address}.{part}"))];
    }

    // JSON leaves out what is null: an order with a value everywhere names all attributes.
    private static CentryOrder Full()
    {
        var order = new CentryOrder { AddressBilling = Filled(new CentryAddress()) };
        return Filled(order);
    }

    private static T Filled<T>(T model)
        where T : CentryObject
    {
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type == typeof(string))
            {
                property.SetValue(model, string.Empty);
            }
            else if (type.IsValueType)
            {
                property.SetValue(model, Activator.CreateInstance(type));
            }
        }

        return model;
    }
}
