namespace CentryPS.Models.Attributes;

/// <summary>
/// Defines the kind of each attribute that can be set: that of its property's type, unless Centry's documentation of
/// orders and webhooks says more.
/// </summary>
internal static class AttributeTable
{
    private static readonly TextKind Text = new();
    private static readonly WholeNumberKind WholeNumber = new();
    private static readonly JsonKind Json = new();

    // Only Centry writes these.
    private static readonly HashSet<string> ReadOnly = new(StringComparer.OrdinalIgnoreCase)
    {
        "_id", "app_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin",
    };

    private static readonly Dictionary<Type, AttributeKind> ByType = new()
    {
        [typeof(string)] = Text,
        [typeof(decimal)] = new AmountKind(),
        [typeof(DateTimeOffset)] = new MomentKind(),
        [typeof(bool)] = new FlagKind(),
        [typeof(CentryAddress)] = new AddressKind(),
        [typeof(CentryOrderItem[])] = new ItemsKind(),
        [typeof(IDictionary<string, object?>)] = new JsonKind(isObject: true),
    };

    private static readonly Dictionary<string, AttributeKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["_status"] = ClosedSet.OrderStatus,
        ["_buyer_gender"] = ClosedSet.Gender,
        ["_payment_mode"] = ClosedSet.PaymentMode,
        ["buyer_birthdate"] = new MomentKind(isDate: true),
        ["first_name"] = Text, // accepted, but not in an order
    };

    private static readonly Dictionary<string, AttributeKind> ItemKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["quantity"] = WholeNumber,
        ["quantity_restocked"] = WholeNumber,
    };

    static AttributeTable()
    {
        Add(Kinds, typeof(CentryOrder));
        Add(Kinds, typeof(CentryWebhook));
        Add(ItemKinds, typeof(CentryOrderItem));
    }

    public static IEnumerable<string> Names => Kinds.Keys;

    /// <summary>Returns the kind of an attribute; JSON for an attribute that this module does not know.</summary>
    public static AttributeKind Of(string name) => Kinds.TryGetValue(name, out var kind) ? kind : Json;

    /// <summary>Returns true if an attribute is known and can be set.</summary>
    public static bool IsKnown(string name) => Kinds.ContainsKey(name);

    public static bool IsReadOnly(string name) => ReadOnly.Contains(name);

    public static AttributeKind OfItems(string name) => ItemKinds.TryGetValue(name, out var kind) ? kind : Json;

    private static void Add(Dictionary<string, AttributeKind> kinds, Type type)
    {
        var settable = ObjectAttributes.Properties(type).Values
            .Where(property => !IsReadOnly(property.Name) && !kinds.ContainsKey(property.Name));
        foreach (var property in settable)
        {
            var valueType = property.PropertyType;
            kinds.Add(property.Name, ByType[Nullable.GetUnderlyingType(valueType) ?? valueType]);
        }
    }
}
