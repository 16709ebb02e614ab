namespace CentryPS.Models;

/// <summary>One line of an order: a product sold.</summary>
public sealed class CentryOrderItem : CentryObject
{
    /// <summary>The line's id in the shop or marketplace (<c>id_origin</c>).</summary>
    public string? IdOrigin { get; set; }

    /// <summary>The stock-keeping unit (<c>sku</c>).</summary>
    public string? Sku { get; set; }

    /// <summary>The product's name (<c>name</c>).</summary>
    public string? Name { get; set; }

    /// <summary>The list price per unit (<c>unit_price</c>).</summary>
    public decimal? UnitPrice { get; set; }

    /// <summary>The price paid per unit (<c>paid_price</c>).</summary>
    public decimal? PaidPrice { get; set; }

    /// <summary>The tax (<c>tax_amount</c>).</summary>
    public decimal? TaxAmount { get; set; }

    /// <summary>The discount (<c>discount_amount</c>).</summary>
    public decimal? DiscountAmount { get; set; }

    /// <summary>The cost of shipping (<c>shipping_amount</c>).</summary>
    public decimal? ShippingAmount { get; set; }

    /// <summary>The currency of the amounts (<c>currency</c>).</summary>
    public string? Currency { get; set; }

    /// <summary>The quantity sold (<c>quantity</c>).</summary>
    public decimal? Quantity { get; set; }

    /// <summary>The quantity returned to stock (<c>quantity_restocked</c>).</summary>
    public decimal? QuantityRestocked { get; set; }

    /// <summary>The carrier (<c>shipment_provider</c>).</summary>
    public string? ShipmentProvider { get; set; }

    /// <summary>The kind of shipping (<c>shipping_type</c>).</summary>
    public string? ShippingType { get; set; }

    /// <summary>The carrier's tracking code (<c>tracking_code</c>).</summary>
    public string? TrackingCode { get; set; }

    /// <summary>The preliminary tracking code (<c>tracking_code_pre</c>).</summary>
    public string? TrackingCodePre { get; set; }

    /// <summary>The URL to track the shipment (<c>tracking_url</c>).</summary>
    public string? TrackingUrl { get; set; }

    /// <summary>The product variant's id; documented as an integer, seen as text (<c>variant_id</c>).</summary>
    public string? VariantId { get; set; }

    /// <summary>Returns quantity, SKU and name.</summary>
    public override string ToString() => FormattableString.Invariant($"{Quantity} × {Sku} {Name}");
}
