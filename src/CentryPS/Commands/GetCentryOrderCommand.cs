using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Gets orders by id, or the orders of the account that pass the filters.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "CentryOrder",
    DefaultParameterSetName = ByFilter,
    HelpUri = HelpLinks.Root + "Get-CentryOrder.md")]
[OutputType(typeof(CentryOrder))]
public sealed class GetCentryOrderCommand : CentryGetCommand<CentryOrder>
{
    private const string ByInputObject = "InputObject";

    private readonly HashSet<string> _seen = [];

    /// <summary>The ids of the orders to get.</summary>
    [Parameter(
        ParameterSetName = ById, Mandatory = true, Position = 0,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id", "OrderId", "order_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public override string[] Id { get; set; } = [];

    /// <summary>A notification about the order to get. It is processed only when the order has been received.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    public CentryNotification? InputObject { get; set; }

    /// <summary>Only orders in one of these states, listed state by state in the specified order.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("_status"), ApiName("_status"), ArgumentCompleter(typeof(ClosedSetCompleter))]
    public string[]? Status { get; set; }

    /// <summary>Only orders of this shop or marketplace.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string? Origin { get; set; }

    /// <summary>Only the orders with this id in the shop where they were sold.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("id_origin", "IdOrigin"), ApiName("id_origin"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? OriginId { get; set; }

    /// <summary>Only the orders with this number in the shop where they were sold.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("number_origin", "NumberOrigin"), ApiName("number_origin"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? OriginNumber { get; set; }

    /// <summary>Includes the variants of the items.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("expand")]
    public SwitchParameter ExpandVariant { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not { } notification)
        {
            base.ProcessRecord();
            return;
        }

        var id = notification.OrderId;
        Calls.Start(
            notification,
            () => id ?? string.Empty,
            () => Plan(id ?? throw CentryException.Invalid(Messages.NotAboutAnOrder, notification)));
    }

    private protected override CentryResource<CentryOrder> Resource => Orders.Resource;

    private protected override IEnumerable<ListQuery> Queries(Func<ListQuery> create) => (Status ?? [null!])
        .Distinct()
        .Select(status => Orders.Filter(create(), status, Origin, OriginId, OriginNumber, ExpandVariant));

    private protected override bool Fits(CentryOrder item) => base.Fits(item)
        && (Status is null || Status.Contains(item.Status))
        && Same(Origin, item.Origin) && Same(OriginId, item.IdOrigin) && Same(OriginNumber, item.NumberOrigin);

    // An order may change its state between the lists of two states.
    private protected override bool FiltersLocally => Status is { Length: > 1 };

    private protected override bool IsWanted(CentryOrder item) => !FiltersLocally || _seen.Add(item.Id!);

    private static bool Same(string? wanted, string? actual) =>
        wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);
}
