using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>Gives orders by their ids, or those of the account that pass the filters.</summary>
[Cmdlet(VerbsCommon.Get, "CentryOrder", DefaultParameterSetName = ByFilter, HelpUri = HelpLinks.Root + "Get-CentryOrder.md")]
[OutputType(typeof(CentryOrder))]
public sealed class GetCentryOrderCommand : CentryGetCommand<CentryOrder>
{
    /// <summary>Only those in this state.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("_status")]
    [OneOf(typeof(OrderStatusCompleter)), ArgumentCompleter(typeof(OrderStatusCompleter))]
    public string? Status { get; set; }

    /// <summary>Only those of this shop or marketplace.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public string? Origin { get; set; }

    /// <summary>Only those with this id in the shop where they were sold.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("id_origin", "IdOrigin")]
    public string? OriginId { get; set; }

    /// <summary>Only those with this number in the shop where they were sold.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("number_origin", "NumberOrigin")]
    public string? OriginNumber { get; set; }

    /// <summary>Asks Centry to give the variants of the items too.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("expand")]
    public SwitchParameter ExpandVariant { get; set; }

    private protected override Task<CentryOrder> GetAsync(string id, CancellationToken cancellationToken) =>
        Api.GetOrderAsync(id, Observer, cancellationToken);

    private protected override Pager<CentryOrder> Pages(ListQuery query) => Api.ListOrders(
        query
            .Where("status", Status)
            .Where("origin", Origin)
            .Where("id_origin", OriginId)
            .Where("number_origin", OriginNumber)
            .With("expand", ExpandVariant),
        Observer,
        Stop);
}
