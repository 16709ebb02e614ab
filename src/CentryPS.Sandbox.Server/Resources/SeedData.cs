using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The shop that a fresh sandbox holds; the same each time, ids and dates too.</summary>
internal static class SeedData
{
    private static readonly DateTimeOffset Opening = new(2026, 3, 2, 9, 30, 15, 250, TimeSpan.FromHours(-3));
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
    private static readonly string[] Goods = ["Cámara «Andes» 4K 📷", "Piñata artesanal", "Pingüino de peluche", "Teléfono fijo", "Té de boldo", "Zapatón N.º 42"];
    private static readonly string[] Statuses = ["pending", "shipped", "received", "pending", "cancelled", "pending"];
    private static readonly string[] Shops = ["Mercado Libre", "Falabella", "Ripley"];

    public static void Fill(ObjectStore webhooks, ObjectStore orders, ObjectStore products, SandboxOptions options)
    {
        for (var i = 0; i < options.WebhookCount; i++)
        {
            webhooks.Create(Webhook(i), At(i));
        }

        for (var i = 0; i < options.OrderCount; i++)
        {
            orders.Create(Order(i), At(i));
        }

        for (var i = 0; i < 45; i++)
        {
            products.Create(Product(i), At(i));
        }
    }

    private static DateTimeOffset At(int i) => Opening + TimeSpan.FromMinutes(97 * i);

    private static JsonObject Webhook(int i)
    {
        var webhook = new JsonObject
        {
            ["callback_url"] = Text($"https://tienda{i + 1}.example/centry/avisos"),
            ["on_product_save"] = i % 2 == 0,
            ["on_order_save"] = i % 3 == 0,
        };
        ObjectRules.CompleteWebhook(webhook);
        return webhook;
    }

    private static JsonObject Product(int i) => new()
    {
        ["name"] = Goods[i % Goods.Length],
        ["sku"] = Text($"SKU-{i:000}"),
        ["price"] = 1990 + (i * 500),
    };

    private static JsonObject Order(int i)
    {
        var name = Names[i % Names.Length].Split(' ', 2);
        var amount = i % 2 == 0 ? 12990.50m : 12990;
        var order = new JsonObject
        {
            ["_status"] = Statuses[i % Statuses.Length],
            ["status_origin"] = null,
            ["origin"] = Shops[i % Shops.Length],
            ["id_origin"] = Text($"{2000000 + i}"),
            ["number_origin"] = Text($"N-{1000 + i}"),
            ["buyer_dni"] = Text($"{12345678 + i}-K"),
            ["buyer_first_name"] = name[0],
            ["buyer_last_name"] = name[1],
            ["buyer_email"] = Text($"comprador{i}@correo.example"),
            ["buyer_phone"] = "+56 2 2345 6789",
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
        };
        ObjectRules.CompleteOrder(order);
        return order;
    }

    private static JsonObject Address(string[] name, int i, string kind)
    {
        var (city, county, state, zip) = Places[i % Places.Length];
        return new JsonObject
        {
            ["_id"] = Text($"59c2bd4aa8d1d10b{kind}{i:x6}"),
            ["email"] = Text($"comprador{i}@correo.example"),
            ["first_name"] = name[0],
            ["last_name"] = name[1],
            ["phone1"] = "+56 9 8765 4321",
            ["phone2"] = null,
            ["line1"] = Text($"Av. Libertador Bernardo O'Higgins {100 + i}"),
            ["line2"] = i % 2 == 0 ? null : "Depto. 42, torre «B»",
            ["zip_code"] = zip,
            ["county"] = county,
            ["city"] = city,
            ["state"] = state,
            ["country"] = "Chile",
            ["created_at"] = SandboxJson.Text(At(i)),
            ["updated_at"] = SandboxJson.Text(At(i)),
        };
    }

    private static JsonObject Item(int i) => new()
    {
        ["_id"] = Text($"59c2bd4aa8d1d10bcc{i:x6}"),
        ["sku"] = Text($"SKU-{i % 45:000}"),
        ["name"] = Goods[i % Goods.Length],
        ["unit_price"] = 12990.50m,
        ["paid_price"] = 12990,
        ["quantity"] = 1 + (i % 3),
        ["variant_id"] = i % 2 == 0 ? 4711 : "4712",
        ["currency"] = "CLP",
        ["tracking_code"] = null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
