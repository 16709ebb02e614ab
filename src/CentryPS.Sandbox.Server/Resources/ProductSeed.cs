using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The products of a fresh sandbox, which its orders sell.</summary>
internal static class ProductSeed
{
    public const int Count = 45;

    private static readonly string[] Names = ["Cámara «Andes» 4K 📷", "Piñata artesanal", "Pingüino de peluche", "Teléfono fijo", "Té de boldo", "Zapatón N.º 42"];

    /// <summary>The product of a number, from 0.</summary>
    public static JsonObject At(int i) => new()
    {
        ["name"] = Name(i),
        ["sku"] = Sku(i),
        ["price"] = 1990 + (i * 500),
    };

    public static string Name(int i) => Names[i % Names.Length];

    public static string Sku(int i) => Seeding.Text($"SKU-{i % Count:000}");
}
