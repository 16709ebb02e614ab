using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>
/// The shipping labels, <c>orders/shipping_labels.json?ids[]=…</c>: one PDF without pages for each order.
/// </summary>
internal static class ShippingLabels
{
    private static readonly string Pdf = Convert.ToBase64String("%PDF-1.4\n%%EOF\n"u8);

    /// <inheritdoc cref="ResourceAction.Handle"/>
    public static ApiResponse Get(ObjectStore orders, IQueryCollection query) => ApiResponse.Json(200, new JsonArray([.. query["ids[]"]
        .Select(id => orders.Find(id ?? string.Empty))
        .OfType<JsonObject>()
        .Select(Label)]));

    private static JsonObject Label(JsonObject order) => new()
    {
        ["orders"] = new JsonArray(new JsonObject
        {
            ["_id"] = order["_id"]!.DeepClone(),
            ["origin"] = order["origin"]?.DeepClone(),
            ["id_origin"] = order["id_origin"]?.DeepClone(),
            ["extras"] = new JsonObject(),
        }),
        ["files"] = new JsonArray(new JsonObject
        {
            ["content_type"] = "application/pdf",
            ["filename"] = $"{order["_id"]}.pdf",
            ["content_base_64"] = Pdf,
        }),
    };
}
