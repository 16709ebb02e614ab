using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The initial orders.</summary>
internal static class OrderSeed
{
    private static readonly string[] Names = ["Íñigo Muñoz", "María José Peña", "Sofía Núñez", "Agustín Araya", "Begoña Ibáñez", "Zoë Güell"];
    private static readonly (string City, string County, string State, string Zip)[] Places =
    [
        ("Santiago", "Ñuñoa", "Región Metropolitana", "7750000"),
        ("Viña del Mar", "Viña del Mar", "Valparaíso", "2520000"),
        ("Concepción", "Concepción", "Biobío", "4030000"),
        ("Valparaíso", "Valparaíso", "Valparaíso", "2340000"),
        ("Copiapó", "Copiapó", "Atacama", "1530000"),
        ("Chillán", "Chillán", "Ñuble", "3780000"),
    ];
    private static readonly string[] Statuses = ["pending", "shipped", "received", "pending", "cancelled", "pending"];
    private static readonly string[] Shops = ["Mercado Libre", "Falabella", "Ripley"];

    /// <summary>Creates the order with a number, from 0.</summary>
    public static JsonObject At(int i)
    {
        var name = Names[i % Names.Length].Split(' ', 2);
        var amount = i % 2 == 0 ? 12990.50m : 12990;
        return new JsonObject
        {
            ["_status"] = Statuses[i % Statuses.Length],
            ["status_origin"] = null,
            ["origin"] = Shops[i % Shops.Length],
            ["id_origin"] = Seeding.Invariant($"{2000000 + i}"),
            ["number_origin"] = Seeding.Invariant($"N-{1000 + i}"),
            ["buyer_dni"] = Seeding.Invariant($"{12345678 + i}-K"),
            ["buyer_first_name"] = name[0],
            ["buyer_last_name"] = name[1],
            ["buyer_email"] = Seeding.Invariant($"comprador{i}@correo.example"),
            ["buyer_phone"] = "+56 2 2345 6789",
            ["buyer_mobilephone"] = "+56 9 8765 4321",
            ["buyer_birthdate"] = null,
            ["_buyer_gender"] = "undefined",
            ["_payment_mode"] = "credit_card",
            ["total_amount"] = amount,
            ["paid_amount"] = amount,
            ["shipping_amount"] = 0,
            ["discount_amount"] = null,
            ["address_shipping"] = Address(name, i, "ca"),
            ["address_billing"] = Address(name, i, "cb"),
            ["items"] = new JsonArray(Item(i)),
            ["original_data"] = """{"nota":"Dejar en conserjería, señor «Pérez»","regalo":true}""",
            ["integrations"] = new JsonObject { ["bodega"] = new JsonObject { ["folio"] = i } },
            ["billable"] = true,
            ["invoice_required"] = null,
            ["shipped_date"] = null,
            ["id_pack"] = null,
            ["url_origin"] = Seeding.Invariant($"https://marketplace.example/ventas/{2000000 + i}"),
            ["tax_amount"] = null,
            ["modify_stock"] = true,
            ["own_shipment"] = false,
            ["fraud_risk_detected"] = false,
            ["priority_shipping"] = false,
            ["date_for_delivery"] = SandboxJson.Text(Seeding.CreatedAt(i) + TimeSpan.FromDays(2)),
            ["date_for_reception"] = SandboxJson.Text(Seeding.CreatedAt(i) + TimeSpan.FromDays(5)),
            ["created_at_origin"] = SandboxJson.Text(Seeding.CreatedAt(i) - TimeSpan.FromMinutes(3)),
            ["updated_at_origin"] = SandboxJson.Text(Seeding.CreatedAt(i) - TimeSpan.FromMinutes(3)),
        };
    }

    private static JsonObject Address(string[] name, int i, string kind)
    {
        var (city, county, state, zip) = Places[i % Places.Length];
        return new JsonObject
        {
            ["_id"] = Seeding.Invariant($"59c2bd4aa8d1d10b{kind}{i:x6}"),
            ["email"] = Seeding.Invariant($"comprador{i}@correo.example"),
            ["first_name"] = name[0],
            ["last_name"] = name[1],
            ["phone1"] = "+56 9 8765 4321",
            ["phone2"] = null,
            ["line1"] = Seeding.Invariant($"Av. Libertador Bernardo O'Higgins {100 + i}"),
            ["line2"] = i % 2 == 0 ? null : "Depto. 42, torre «B»",
            ["zip_code"] = zip,
            ["county"] = county,
            ["city"] = city,
            ["state"] = state,
            ["country"] = "Chile",
            ["created_at"] = SandboxJson.Text(Seeding.CreatedAt(i)),
            ["updated_at"] = SandboxJson.Text(Seeding.CreatedAt(i)),
        };
    }

    private static JsonObject Item(int i) => new()
    {
        ["_id"] = Seeding.Invariant($"59c2bd4aa8d1d10bcc{i:x6}"),
        ["sku"] = ProductSeed.Sku(i),
        ["name"] = ProductSeed.Name(i),
        ["unit_price"] = 12990.50m,
        ["paid_price"] = 12990,
        ["quantity"] = 1 + (i % 3),
        ["variant_id"] = i % 2 == 0 ? 4711 : "4712",
        ["currency"] = "CLP",
        ["id_origin"] = Seeding.Invariant($"{3000000 + i}"),
        ["tax_amount"] = null,
        ["discount_amount"] = null,
        ["shipping_amount"] = 0,
        ["quantity_restocked"] = null,
        ["shipment_provider"] = "Chilexpress",
        ["shipping_type"] = null,
        ["tracking_code"] = null,
        ["tracking_code_pre"] = null,
        ["tracking_url"] = null,
        ["created_at"] = SandboxJson.Text(Seeding.CreatedAt(i)),
        ["updated_at"] = SandboxJson.Text(Seeding.CreatedAt(i)),
    };
}
