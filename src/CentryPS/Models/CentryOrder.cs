using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>An order: what a buyer bought in one of the shops that Centry connects.</summary>
public sealed class CentryOrder : CentryAccountObject
{
    /// <summary>
    /// The status: <c>pending</c>, <c>shipped</c>, <c>received</c>, <c>cancelled</c>, <c>cancelled_before_shipping</c>
    /// or <c>cancelled_after_shipping</c> (<c>_status</c>).
    /// </summary>
    [JsonPropertyName("_status")]
    public string? Status { get; set; }

    /// <summary>The status in the shop or marketplace (<c>status_origin</c>).</summary>
    public string? StatusOrigin { get; set; }

    /// <summary>The shop or marketplace where it was sold (<c>origin</c>).</summary>
    public string? Origin { get; set; }

    /// <summary>The id in the shop or marketplace (<c>id_origin</c>).</summary>
    public string? IdOrigin { get; set; }

    /// <summary>The number in the shop or marketplace (<c>number_origin</c>).</summary>
    public string? NumberOrigin { get; set; }

    /// <summary>The id of the pack to which the order belongs (<c>id_pack</c>).</summary>
    public string? IdPack { get; set; }

    /// <summary>The URI in the shop or marketplace (<c>url_origin</c>).</summary>
    public string? UrlOrigin { get; set; }

    /// <summary>The total (<c>total_amount</c>).</summary>
    public decimal? TotalAmount { get; set; }

    /// <summary>The cost of shipping (<c>shipping_amount</c>).</summary>
    public decimal? ShippingAmount { get; set; }

    /// <summary>The discount (<c>discount_amount</c>).</summary>
    public decimal? DiscountAmount { get; set; }

    /// <summary>The tax (<c>tax_amount</c>).</summary>
    public decimal? TaxAmount { get; set; }

    /// <summary>The amount paid (<c>paid_amount</c>).</summary>
    public decimal? PaidAmount { get; set; }

    /// <summary>
    /// The payment method: <c>undefined</c>, <c>cash</c>, <c>credit_card</c>, <c>debit_card</c> or <c>transfer</c>
    /// (<c>_payment_mode</c>).
    /// </summary>
    [JsonPropertyName("_payment_mode")]
    public string? PaymentMode { get; set; }

    /// <summary>The buyer's identity number (<c>buyer_dni</c>).</summary>
    public string? BuyerDni { get; set; }

    /// <summary>The buyer's e-mail address (<c>buyer_email</c>).</summary>
    public string? BuyerEmail { get; set; }

    /// <summary>The buyer's first name (<c>buyer_first_name</c>).</summary>
    public string? BuyerFirstName { get; set; }

    /// <summary>The buyer's last name (<c>buyer_last_name</c>).</summary>
    public string? BuyerLastName { get; set; }

    /// <summary>The buyer's telephone number (<c>buyer_phone</c>).</summary>
    public string? BuyerPhone { get; set; }

    /// <summary>The buyer's mobile number (<c>buyer_mobilephone</c>).</summary>
    public string? BuyerMobilephone { get; set; }

    /// <summary>The buyer's date of birth (<c>buyer_birthdate</c>).</summary>
    public DateTimeOffset? BuyerBirthdate { get; set; }

    /// <summary>
    /// The buyer's gender: <c>undefined</c>, <c>male</c>, <c>female</c> or <c>other</c> (<c>_buyer_gender</c>).
    /// </summary>
    [JsonPropertyName("_buyer_gender")]
    public string? BuyerGender { get; set; }

    /// <summary>The billing address (<c>address_billing</c>).</summary>
    public CentryAddress? AddressBilling { get; set; }

    /// <summary>The shipping address (<c>address_shipping</c>).</summary>
    public CentryAddress? AddressShipping { get; set; }

    /// <summary>The lines (<c>items</c>).</summary>
    public CentryOrderItem[]? Items { get; set; }

    /// <summary>The time by which to hand the order to the carrier (<c>date_for_delivery</c>).</summary>
    public DateTimeOffset? DateForDelivery { get; set; }

    /// <summary>The time by which the buyer should receive the order (<c>date_for_reception</c>).</summary>
    public DateTimeOffset? DateForReception { get; set; }

    /// <summary>The time at which the order was shipped (<c>shipped_date</c>).</summary>
    public DateTimeOffset? ShippedDate { get; set; }

    /// <summary>The time at which the order was received (<c>received_date</c>).</summary>
    public DateTimeOffset? ReceivedDate { get; set; }

    /// <summary>The time at which the order was cancelled (<c>cancelled_date</c>).</summary>
    public DateTimeOffset? CancelledDate { get; set; }

    /// <summary>True if the order should be billed (<c>billable</c>).</summary>
    public bool? Billable { get; set; }

    /// <summary>True if the buyer wants an invoice (<c>invoice_required</c>).</summary>
    public bool? InvoiceRequired { get; set; }

    /// <summary>True if the order changes the stock (<c>modify_stock</c>).</summary>
    public bool? ModifyStock { get; set; }

    /// <summary>True if the seller ships the order (<c>own_shipment</c>).</summary>
    public bool? OwnShipment { get; set; }

    /// <summary>True if the shop suspects fraud (<c>fraud_risk_detected</c>).</summary>
    public bool? FraudRiskDetected { get; set; }

    /// <summary>True if the order is shipped with priority (<c>priority_shipping</c>).</summary>
    public bool? PriorityShipping { get; set; }

    /// <summary>The shipping label (<c>shipment_label</c>).</summary>
    public string? ShipmentLabel { get; set; }

    /// <summary>The data that integrations store in the order (<c>integrations</c>).</summary>
    public IDictionary<string, object?>? Integrations { get; set; }

    /// <summary>The original order from the shop, JSON in a string (<c>original_data</c>).</summary>
    public string? OriginalData { get; set; }

    /// <summary>The time at which the shop created the order (<c>created_at_origin</c>).</summary>
    public DateTimeOffset? CreatedAtOrigin { get; set; }

    /// <summary>The time at which the shop last changed the order (<c>updated_at_origin</c>).</summary>
    public DateTimeOffset? UpdatedAtOrigin { get; set; }

    internal override string SearchText => $"{NumberOrigin} {BuyerFirstName} {BuyerLastName}";

    internal override string Description => $"{Label} {BuyerFirstName} {BuyerLastName}".TrimEnd();

    /// <summary>Returns the shop, the number there and the status.</summary>
    public override string ToString() => $"{Origin} {NumberOrigin ?? Id} ({Status})".TrimStart();
}
