using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The initial products, with one variant and one image each. The initial orders contain them.</summary>
internal static class ProductSeed
{
    public const int Count = 45;

    private static readonly string[] Names = ["Cámara «Andes» 4K 📷", "Piñata artesanal", "Pingüino de peluche", "Teléfono fijo", "Té de boldo", "Zapatón N.º 42"];

    /// <summary>Creates the product with a number, from 0.</summary>
    public static JsonObject At(int i) => new()
    {
        ["name"] = Name(i),
        ["sku"] = Sku(i),
        ["price"] = 1990 + (i * 500),
        ["price_compare"] = 2990 + (i * 500),
        ["condition"] = "new",
        ["description"] = Seeding.Invariant($"<p>{Name(i)}, hecho en Ñuñoa.</p>"),
        ["deliverytimesupplier"] = 3,
        ["packageheight"] = "20",
        ["packagelength"] = "40",
        ["packageweight"] = "1",
        ["packagewidth"] = "20",
        ["warranty"] = "2",
    };

    /// <summary>Creates the variant of the product with a number.</summary>
    public static JsonObject VariantAt(int i) => new()
    {
        ["sku"] = Seeding.Invariant($"{Sku(i)}-U"),
        ["barcode"] = Seeding.Invariant($"78{i:00000000000}"),
        ["quantity"] = 10 + i,
        ["size_name"] = CatalogueSeed.Sizes[i % CatalogueSeed.Sizes.Count],
        ["color_name"] = CatalogueSeed.Colors[i % CatalogueSeed.Colors.Count],
    };

    /// <summary>Creates the image of the product with a number.</summary>
    public static JsonObject AssetAt(int i) => new()
    {
        ["url"] = Seeding.Invariant($"https://imagenes.example/{Sku(i)}.jpg"),
        ["image_content_type"] = "image/jpeg",
        ["image_file_name"] = Seeding.Invariant($"{Sku(i)}.jpg"),
        ["image_file_size"] = 26136,
    };

    /// <summary>Creates the stock in the warehouse of the variant with a number.</summary>
    public static JsonObject StockAt(int i) => new() { ["quantity"] = 10 + i };

    public static string Name(int i) => Names[i % Names.Length];

    public static string Sku(int i) => Seeding.Invariant($"SKU-{i % Count:000}");
}
