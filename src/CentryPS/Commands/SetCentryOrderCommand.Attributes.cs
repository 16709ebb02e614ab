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
    [Alias("status_origin"), ApiName]
    public string? StatusOrigin { get; set; }

    /// <summary>The first name (Centry's <c>first_name</c>).</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("first_name"), ApiName]
    public string? FirstName { get; set; }

    /// <summary>The buyer's identity number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_dni"), ApiName]
    public string? BuyerDni { get; set; }

    /// <summary>The buyer's e-mail address.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_email"), ApiName]
    public string? BuyerEmail { get; set; }

    /// <summary>The buyer's first name.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_first_name"), ApiName]
    public string? BuyerFirstName { get; set; }

    /// <summary>The buyer's last name.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_last_name"), ApiName]
    public string? BuyerLastName { get; set; }

    /// <summary>The buyer's telephone number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_phone"), ApiName]
    public string? BuyerPhone { get; set; }

    /// <summary>The buyer's mobile number.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_mobilephone"), ApiName]
    public string? BuyerMobilephone { get; set; }

    /// <summary>The buyer's date of birth.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("buyer_birthdate"), ApiName]
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
    [ApiName, ArgumentCompleter(typeof(ValueCompleter))]
    public string? Origin { get; set; }

    /// <summary>The id in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("id_origin", "OriginId"), ApiName, ArgumentCompleter(typeof(ValueCompleter))]
    public string? IdOrigin { get; set; }

    /// <summary>The number in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("number_origin", "OriginNumber"), ApiName, ArgumentCompleter(typeof(ValueCompleter))]
    public string? NumberOrigin { get; set; }

    /// <summary>The pack of orders that the order belongs to.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("id_pack"), ApiName]
    public string? IdPack { get; set; }

    /// <summary>The URL in the shop where the order was sold.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("url_origin"), ApiName]
    public string? UrlOrigin { get; set; }

    /// <summary>The order as the shop sent it: a string of JSON.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("original_data"), ApiName]
    public string? OriginalData { get; set; }

    /// <summary>The total.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("total_amount"), ApiName]
    public decimal? TotalAmount { get; set; }

    /// <summary>The cost of shipping.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipping_amount"), ApiName]
    public decimal? ShippingAmount { get; set; }

    /// <summary>The discount.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("discount_amount"), ApiName]
    public decimal? DiscountAmount { get; set; }

    /// <summary>The tax.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("tax_amount"), ApiName]
    public decimal? TaxAmount { get; set; }

    /// <summary>The paid amount.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("paid_amount"), ApiName]
    public decimal? PaidAmount { get; set; }

    /// <summary>The date by which the order must be handed to the carrier.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("date_for_delivery"), ApiName]
    public CentryDate? DateForDelivery { get; set; }

    /// <summary>The date when the buyer expects the order.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("date_for_reception"), ApiName]
    public CentryDate? DateForReception { get; set; }

    /// <summary>The date when the order was shipped.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipped_date"), ApiName]
    public CentryDate? ShippedDate { get; set; }

    /// <summary>The date when the order was received.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("received_date"), ApiName]
    public CentryDate? ReceivedDate { get; set; }

    /// <summary>The date when the order was cancelled.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("cancelled_date"), ApiName]
    public CentryDate? CancelledDate { get; set; }

    /// <summary>True if the order is billed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [ApiName]
    public bool? Billable { get; set; }

    /// <summary>True if the buyer requires an invoice.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("invoice_required"), ApiName]
    public bool? InvoiceRequired { get; set; }

    /// <summary>True if the order changes the stock.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("modify_stock"), ApiName]
    public bool? ModifyStock { get; set; }

    /// <summary>True if the seller ships the order.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("own_shipment"), ApiName]
    public bool? OwnShipment { get; set; }

    /// <summary>True if the shop suspects fraud.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("fraud_risk_detected"), ApiName]
    public bool? FraudRiskDetected { get; set; }

    /// <summary>True if the order is shipped with priority.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("priority_shipping"), ApiName]
    public bool? PriorityShipping { get; set; }

    /// <summary>The shipping label.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("shipment_label"), ApiName]
    public string? ShipmentLabel { get; set; }

    /// <summary>The billing address: a hashtable of the attributes to change, or a CentryAddress.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("address_billing"), ApiName, ArgumentCompleter(typeof(KeyCompleter))]
    public AddressParts? AddressBilling { get; set; }

    /// <summary>The shipping address: a hashtable of the attributes to change, or a CentryAddress.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("address_shipping"), ApiName, ArgumentCompleter(typeof(KeyCompleter))]
    public AddressParts? AddressShipping { get; set; }
}
