using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The valid values and the default attributes of orders.</summary>
internal static class OrderRules
{
    private static readonly Dictionary<string, string[]> Closed = new()
    {
        ["_status"] = ["pending", "shipped", "received", "cancelled", "cancelled_before_shipping", "cancelled_after_shipping"],
        ["_buyer_gender"] = ["undefined", "male", "female", "other"],
        ["_payment_mode"] = ["undefined", "cash", "credit_card", "debit_card", "transfer"],
    };

    // From the table and the sample of Centry's documentation of orders.
    private static readonly string[] Documented =
    [
        "status_origin", "address_billing", "address_shipping", "buyer_dni", "buyer_email", "buyer_first_name", "buyer_last_name",
        "buyer_phone", "buyer_mobilephone", "buyer_birthdate", "origin", "original_data", "id_origin", "number_origin", "id_pack",
        "url_origin", "total_amount", "shipping_amount", "discount_amount", "tax_amount", "paid_amount", "date_for_delivery",
        "date_for_reception", "received_date", "shipped_date", "cancelled_date", "billable", "invoice_required", "modify_stock",
        "own_shipment", "fraud_risk_detected", "priority_shipping", "shipment_label", "created_at_origin", "updated_at_origin",
    ];

    private static readonly string[] Address =
    [
        "email", "first_name", "last_name", "phone1", "phone2", "line1", "line2", "zip_code", "county", "city", "state", "country",
        "created_at", "updated_at",
    ];

    private static readonly string[] Item =
    [
        "id_origin", "sku", "name", "unit_price", "paid_price", "tax_amount", "discount_amount", "shipping_amount", "currency",
        "quantity", "quantity_restocked", "shipment_provider", "shipping_type", "tracking_code", "tracking_code_pre", "tracking_url",
        "variant_id", "created_at", "updated_at",
    ];

    /// <inheritdoc cref="Resource.Parts"/>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["address_billing"] = Address,
        ["address_shipping"] = Address,
        ["items"] = Item,
    };

    /// <inheritdoc cref="Resource.Check"/>
    public static JsonObject Check(JsonObject sent) => new(Closed
        .Where(set => sent[set.Key] is { } value && !set.Value.Contains(value.ToString()))
        .Select(set => KeyValuePair.Create(set.Key, (JsonNode?)new JsonArray("no está incluido en la lista"))));

    /// <inheritdoc cref="Resource.Complete"/>
    public static void Complete(JsonObject order, string company)
    {
        order["_status"] ??= "pending";
        order["_buyer_gender"] ??= "undefined";
        order["_payment_mode"] ??= "undefined";
        order["items"] ??= new JsonArray();
        order["integrations"] ??= new JsonObject();
        order["company_id"] ??= company;
        foreach (var attribute in Documented)
        {
            order.TryAdd(attribute, null);
        }
    }
}
