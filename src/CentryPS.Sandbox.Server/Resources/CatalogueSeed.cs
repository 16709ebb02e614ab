using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The initial sizes, colors, brands and categories, warehouse, company and user.</summary>
internal static class CatalogueSeed
{
    public static readonly IReadOnlyList<string> Sizes = ["Tamaño Único", "XS", "S", "M", "L", "XL", "38", "39", "40", "41", "42"];

    public static readonly IReadOnlyList<string> Colors = ["Multicolor", "Azul", "Blanco", "Café", "Gris", "Negro", "Rojo", "Verde oscuro"];

    public static readonly IReadOnlyList<string> Brands = ["Andes", "Caleuche", "Ñandú", "Pudú", "Quirquincho"];

    public static readonly IReadOnlyList<string> Categories = ["Electrónica / Cámaras", "Hogar / Fiestas", "Juguetes / Peluches", "Hogar / Telefonía", "Alimentos / Té", "Calzado / Zapatos"];

    /// <summary>Returns an object for each name, with no other attributes.</summary>
    public static IEnumerable<JsonObject> Named(IReadOnlyList<string> names) => names.Select(name => new JsonObject { ["name"] = name });

    /// <summary>The initial warehouse of a company.</summary>
    public static JsonObject Warehouse => new() { ["name"] = "Casa matriz", ["address"] = "Av. Irarrázaval 3400, Ñuñoa" };

    /// <inheritdoc cref="Resource.Complete"/>
    public static void CompleteWarehouse(JsonObject warehouse, string company)
    {
        warehouse["company_id"] ??= company;
        warehouse["integrations"] ??= new JsonObject();
        foreach (var attribute in new[] { "name", "address", "country_id", "region_id", "city_id", "commune_id", "latitude", "longitude" })
        {
            warehouse.TryAdd(attribute, null);
        }
    }

    /// <summary>The company of <c>company_info</c>.</summary>
    public static JsonObject Company => new() { ["name"] = "Tienda de ensayo", ["address"] = "Av. Irarrázaval 3400, Ñuñoa", ["url"] = "https://tienda.example", ["users_count"] = 1 };

    /// <summary>The user of <c>user_info</c>.</summary>
    public static JsonObject User => new() { ["first_name"] = "Begoña", ["last_name"] = "Araya", ["email"] = "begona@tienda.example", ["status"] = 1 };
}
