namespace CentryPS.Models.Attributes;

/// <summary>Defines the kind of each attribute. Source: Centry's documentation of orders and webhooks.</summary>
internal static class AttributeTable
{
    private static readonly TextKind Text = new();
    private static readonly AmountKind Amount = new();
    private static readonly WholeNumberKind WholeNumber = new();
    private static readonly MomentKind Moment = new();
    private static readonly FlagKind Flag = new();
    private static readonly AddressKind Address = new();
    private static readonly JsonKind Json = new();

    private static readonly Dictionary<string, AttributeKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["_status"] = new ClosedSetKind(ClosedSet.OrderStatus),
        ["_buyer_gender"] = new ClosedSetKind(ClosedSet.Gender),
        ["_payment_mode"] = new ClosedSetKind(ClosedSet.PaymentMode),
        ["buyer_birthdate"] = new DateKind(),
        ["address_billing"] = Address,
        ["address_shipping"] = Address,
        ["items"] = new ItemsKind(),
        ["integrations"] = new JsonKind(isObject: true),
    };

    private static readonly Dictionary<string, AttributeKind> ItemKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["quantity"] = WholeNumber,
        ["quantity_restocked"] = WholeNumber,
    };

    // Only Centry writes these.
    private static readonly HashSet<string> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "_id", "app_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin",
    };

    static AttributeTable()
    {
        Add(Kinds, Text, "status_origin first_name buyer_dni buyer_email buyer_first_name buyer_last_name buyer_phone");
        Add(Kinds, Text, "buyer_mobilephone origin id_origin number_origin id_pack url_origin original_data");
        Add(Kinds, Text, "shipment_label callback_url events");
        Add(Kinds, Amount, "total_amount shipping_amount discount_amount tax_amount paid_amount");
        Add(Kinds, Moment, "date_for_delivery date_for_reception shipped_date received_date cancelled_date");
        Add(Kinds, Flag, "billable invoice_required modify_stock own_shipment fraud_risk_detected priority_shipping");
        Add(Kinds, Flag, string.Join(" ", CentryTopics.All.Select(CentryTopics.AttributeName)));
        Add(ItemKinds, Text, "id_origin sku name currency shipment_provider shipping_type tracking_code");
        Add(ItemKinds, Text, "tracking_code_pre tracking_url variant_id");
        Add(ItemKinds, Amount, "unit_price paid_price tax_amount discount_amount shipping_amount");
    }

    /// <summary>The names of the attributes that can be set.</summary>
    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Returns the kind of an attribute; JSON for an attribute that this module does not know.</summary>
    public static AttributeKind Of(string name) => Kinds.TryGetValue(name, out var kind) ? kind : Json;

    /// <summary>Returns true if an attribute is known and can be set.</summary>
    public static bool IsKnown(string name) => Kinds.ContainsKey(name);

    /// <summary>Returns true if only Centry writes an attribute.</summary>
    public static bool IsReadOnly(string name) => ReadOnly.Contains(name);

    /// <summary>Returns the kind of an attribute of an order line.</summary>
    public static AttributeKind OfItems(string name) => ItemKinds.TryGetValue(name, out var kind) ? kind : Json;

    private static void Add(Dictionary<string, AttributeKind> kinds, AttributeKind kind, string names)
    {
        foreach (var name in names.Split(' '))
        {
            kinds.Add(name, kind);
        }
    }
}
