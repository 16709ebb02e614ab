using System.Management.Automation;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands;

/// <content>The parameters that set one attribute of an order each.</content>
public sealed partial class SetCentryOrderCommand
{
    /// <summary>The state.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("_status"), ApiName("_status")]
    [ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string? Status { get; set; }

    /// <summary>The state in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("status_origin"), ApiName("status_origin")]
    public string? StatusOrigin { get; set; }

    /// <summary>The first name (Centry's <c>first_name</c>).</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("first_name"), ApiName("first_name")]
    public string? FirstName { get; set; }

    /// <summary>The buyer's identity number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_dni"), ApiName("buyer_dni")]
    public string? BuyerDni { get; set; }

    /// <summary>The buyer's e-mail address.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_email"), ApiName("buyer_email")]
    public string? BuyerEmail { get; set; }

    /// <summary>The buyer's first name.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_first_name"), ApiName("buyer_first_name")]
    public string? BuyerFirstName { get; set; }

    /// <summary>The buyer's last name.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_last_name"), ApiName("buyer_last_name")]
    public string? BuyerLastName { get; set; }

    /// <summary>The buyer's telephone number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_phone"), ApiName("buyer_phone")]
    public string? BuyerPhone { get; set; }

    /// <summary>The buyer's mobile number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_mobilephone"), ApiName("buyer_mobilephone")]
    public string? BuyerMobilephone { get; set; }

    /// <summary>The buyer's date of birth.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_birthdate"), ApiName("buyer_birthdate")]
    public CentryDate? BuyerBirthdate { get; set; }

    /// <summary>The buyer's gender.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("_buyer_gender"), ApiName("_buyer_gender")]
    [ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string? BuyerGender { get; set; }

    /// <summary>The payment mode.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("_payment_mode"), ApiName("_payment_mode")]
    [ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string? PaymentMode { get; set; }

    /// <summary>The shop or marketplace where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [ApiName("origin"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? Origin { get; set; }

    /// <summary>The id in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("id_origin", "OriginId"), ApiName("id_origin"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? IdOrigin { get; set; }

    /// <summary>The number in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("number_origin", "OriginNumber"), ApiName("number_origin"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? NumberOrigin { get; set; }

    /// <summary>The pack of orders that the order belongs to.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("id_pack"), ApiName("id_pack")]
    public string? IdPack { get; set; }

    /// <summary>The URL in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("url_origin"), ApiName("url_origin")]
    public string? UrlOrigin { get; set; }

    /// <summary>The order as the shop sent it: a string of JSON.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("original_data"), ApiName("original_data")]
    public string? OriginalData { get; set; }

    /// <summary>The total.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("total_amount"), ApiName("total_amount")]
    public decimal? TotalAmount { get; set; }

    /// <summary>The cost of shipping.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipping_amount"), ApiName("shipping_amount")]
    public decimal? ShippingAmount { get; set; }

    /// <summary>The discount.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("discount_amount"), ApiName("discount_amount")]
    public decimal? DiscountAmount { get; set; }

    /// <summary>The tax.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("tax_amount"), ApiName("tax_amount")]
    public decimal? TaxAmount { get; set; }

    /// <summary>The paid amount.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("paid_amount"), ApiName("paid_amount")]
    public decimal? PaidAmount { get; set; }

    /// <summary>When the order has to be handed to the carrier.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("date_for_delivery"), ApiName("date_for_delivery")]
    public CentryDate? DateForDelivery { get; set; }

    /// <summary>When the buyer expects the order.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("date_for_reception"), ApiName("date_for_reception")]
    public CentryDate? DateForReception { get; set; }

    /// <summary>When the order was shipped.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipped_date"), ApiName("shipped_date")]
    public CentryDate? ShippedDate { get; set; }

    /// <summary>When the order was received.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("received_date"), ApiName("received_date")]
    public CentryDate? ReceivedDate { get; set; }

    /// <summary>When the order was cancelled.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("cancelled_date"), ApiName("cancelled_date")]
    public CentryDate? CancelledDate { get; set; }

    /// <summary>Whether the order is billed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [ApiName("billable")]
    public bool? Billable { get; set; }

    /// <summary>Whether the buyer requires an invoice.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("invoice_required"), ApiName("invoice_required")]
    public bool? InvoiceRequired { get; set; }

    /// <summary>Whether the order changes the stock.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("modify_stock"), ApiName("modify_stock")]
    public bool? ModifyStock { get; set; }

    /// <summary>Whether the seller ships the order.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("own_shipment"), ApiName("own_shipment")]
    public bool? OwnShipment { get; set; }

    /// <summary>Whether the shop suspects fraud.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("fraud_risk_detected"), ApiName("fraud_risk_detected")]
    public bool? FraudRiskDetected { get; set; }

    /// <summary>Whether the order is shipped with priority.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("priority_shipping"), ApiName("priority_shipping")]
    public bool? PriorityShipping { get; set; }

    /// <summary>The shipping label.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipment_label"), ApiName("shipment_label")]
    public string? ShipmentLabel { get; set; }

    /// <summary>The billing address: a hashtable of the attributes to change, or a CentryAddress.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("address_billing"), ApiName("address_billing"), ArgumentCompleter(typeof(KeyCompleter))]
    public AddressParts? AddressBilling { get; set; }

    /// <summary>The shipping address: a hashtable of the attributes to change, or a CentryAddress.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("address_shipping"), ApiName("address_shipping"), ArgumentCompleter(typeof(KeyCompleter))]
    public AddressParts? AddressShipping { get; set; }
}
