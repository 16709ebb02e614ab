using System.Globalization;
using System.Text;

namespace CentryPS.Benchmarks.Server;

/// <summary>Creates objects like Centry's: an order of about a kilobyte, a webhook of about 400 bytes.</summary>
internal static class Samples
{
    /// <summary>The number of objects in the largest list.</summary>
    public const int Count = 100_000;

    private const string OrderTail = """
        ","_status":"shipped","status_origin":"ready_to_ship","origin":"Mercado Libre","id_origin":"2000004567890123","number_origin":"N-1000","total_amount":12990.50,"shipping_amount":2990,"discount_amount":0,"tax_amount":2074.12,"paid_amount":12990.50,"_payment_mode":"credit_card","buyer_dni":"11.111.111-1","buyer_email":"comprador@tienda.example","buyer_first_name":"Íñigo","buyer_last_name":"Muñoz","buyer_phone":"+56 2 2345 6789","_buyer_gender":"undefined","address_shipping":{"_id":"59c2bd4aa8d1d10b0c9c3f12","first_name":"Íñigo","last_name":"Muñoz","line1":"Los Leones 100","city":"Providencia","state":"Región Metropolitana","country":"Chile"},"items":[{"_id":"59c2bd4aa8d1d10b0c9c3f13","sku":"SKU-001","name":"Cámara «Andes»","unit_price":9990,"paid_price":9990.50,"currency":"CLP","quantity":1,"variant_id":"4711"}],"billable":true,"invoice_required":false,"created_at":"2026-03-02T09:30:15.250-03:00","updated_at":"2026-03-02T09:31:15.250-03:00","company_id":"59c2bd4aa8d1d10b0c9c3f14"}
        """;

    private const string WebhookTail = """
        ","callback_url":"https://tienda.example/centry/avisos/de/la/tienda","company_id":"59c2bd4aa8d1d10b0c9c3f14","app_id":"59c2bd4aa8d1d10b0c9c3f15","events":null,"on_product_save":true,"on_product_delete":false,"on_order_save":true,"on_order_delete":false,"on_integration_config_save":false,"on_integration_config_delete":false,"created_at":"2026-03-02T09:30:15.250-03:00","updated_at":"2026-03-02T09:31:15.250-03:00"}
        """;

    private static readonly byte[] OrderEnd = Encoding.UTF8.GetBytes(OrderTail);
    private static readonly byte[] WebhookEnd = Encoding.UTF8.GetBytes(WebhookTail);

    private static ReadOnlySpan<byte> Start => "{\"_id\":\""u8;

    /// <summary>Returns the id of an order to update; the server accepts any id.</summary>
    public static string Id(int number) => number.ToString("x24", CultureInfo.InvariantCulture);

    public static byte[] Order(string id) => [.. Start, .. Encoding.ASCII.GetBytes(id), .. OrderEnd];

    /// <summary>Returns a page of <c>orders.json</c> or <c>webhooks.json</c>.</summary>
    public static byte[] Page(string collection, ArraySegment<string> ids)
    {
        var end = collection == "orders.json" ? OrderEnd : WebhookEnd;
        using var page = new MemoryStream();
        page.WriteByte((byte)'[');
        foreach (var id in ids)
        {
            page.Write(page.Length > 1 ? ","u8 : []);
            page.Write(Start);
            page.Write(Encoding.ASCII.GetBytes(id));
            page.Write(end);
        }

        page.WriteByte((byte)']');
        return page.ToArray();
    }
}
