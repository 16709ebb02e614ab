using System.Globalization;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox;

/// <summary>The shop that a fresh sandbox holds; the same each time.</summary>
internal static class SeedData
{
    private static readonly string[] Names = ["Íñigo Muñoz", "María José Peña", "Sofía Núñez", "Agustín Araya", "Begoña Ibáñez", "Zoë Güell"];
    private static readonly string[] Cities = ["Ñuñoa", "Viña del Mar", "Concepción", "Valparaíso", "Copiapó", "Chillán"];
    private static readonly string[] Goods = ["Cámara «Andes» 4K 📷", "Piñata artesanal", "Pingüino de peluche", "Teléfono fijo", "Té de boldo", "Zapatón N.º 42"];
    private static readonly string[] Statuses = ["pending", "shipped", "received", "pending", "cancelled", "pending"];
    private static readonly string[] Shops = ["Mercado Libre", "Falabella", "Ripley"];

    public static void Fill(ObjectStore webhooks, ObjectStore orders, ObjectStore products, SandboxOptions options)
    {
        for (var i = 0; i < options.WebhookCount; i++)
        {
            var webhook = new JsonObject { ["callback_url"] = Text($"https://tienda{i + 1}.example/centry/avisos"), ["on_product_save"] = i % 2 == 0, ["on_order_save"] = i % 3 == 0 };
            ObjectRules.CompleteWebhook(webhook);
            webhooks.Add(webhook);
        }

        for (var i = 0; i < options.OrderCount; i++)
        {
            orders.Add(Order(i));
        }

        for (var i = 0; i < 45; i++)
        {
            products.Add(new JsonObject { ["name"] = Goods[i % Goods.Length], ["sku"] = Text($"SKU-{i:000}"), ["price"] = 1990 + (i * 500) });
        }
    }

    private static JsonObject Order(int i)
    {
        var name = Names[i % Names.Length].Split(' ', 2);
        return new JsonObject
        {
            ["_status"] = Statuses[i % Statuses.Length],
            ["status_origin"] = null,
            ["origin"] = Shops[i % Shops.Length],
            ["id_origin"] = Text($"{2000000 + i}"),
            ["number_origin"] = Text($"N-{1000 + i}"),
            ["buyer_first_name"] = name[0],
            ["buyer_last_name"] = name[1],
            ["buyer_email"] = Text($"comprador{i}@correo.example"),
            ["buyer_phone"] = "+56 2 2345 6789",
            ["buyer_birthdate"] = null,
            ["_buyer_gender"] = "undefined",
            ["_payment_mode"] = "credit_card",
            ["total_amount"] = i % 2 == 0 ? 12990.50m : 12990,
            ["paid_amount"] = i % 2 == 0 ? 12990.50m : 12990,
            ["shipping_amount"] = 0,
            ["address_shipping"] = Address(name, i),
            ["address_billing"] = Address(name, i),
            ["items"] = new JsonArray(Item(i)),
            ["original_data"] = """{"nota":"Dejar en conserjería, señor «Pérez»"}""",
            ["integrations"] = new JsonObject { ["bodega"] = new JsonObject { ["folio"] = i } },
            ["billable"] = true,
            ["invoice_required"] = null,
            ["company_id"] = "59c2bd4aa8d1d10b0c00cc01",
        };
    }

    private static JsonObject Address(string[] name, int i) => new()
    {
        ["_id"] = Text($"59c2bd4aa8d1d10b0ca{i:x5}"),
        ["first_name"] = name[0],
        ["last_name"] = name[1],
        ["line1"] = Text($"Av. Libertador Bernardo O'Higgins {100 + i}"),
        ["line2"] = null,
        ["city"] = Cities[i % Cities.Length],
        ["country"] = "Chile",
    };

    private static JsonObject Item(int i) => new()
    {
        ["_id"] = Text($"59c2bd4aa8d1d10b0cb{i:x5}"),
        ["sku"] = Text($"SKU-{i % 45:000}"),
        ["name"] = Goods[i % Goods.Length],
        ["unit_price"] = 12990.50m,
        ["paid_price"] = 12990,
        ["quantity"] = 1 + (i % 3),
        ["variant_id"] = i % 2 == 0 ? 4711 : "4712",
        ["currency"] = "CLP",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
