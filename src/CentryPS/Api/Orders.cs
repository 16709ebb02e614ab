using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>The orders of the account.</summary>
internal sealed class Orders : CentryResource<CentryOrder>
{
    private Orders()
        : base("orders", CentryJson.Default.CentryOrder, CentryJson.Default.CentryOrderArray)
    {
    }

    public static Orders Resource { get; } = new();

    public override string Title => Messages.TargetOrder;

    /// <summary>Adds the filters that only lists of orders have. Source: Centry's documentation of orders.</summary>
    public static ListQuery Filter(
        ListQuery query,
        string? status,
        string? origin,
        string? originId,
        string? originNumber,
        bool expandsVariants) => query
            .Where("status", status)
            .Where("origin", origin)
            .Where("id_origin", originId)
            .Where("number_origin", originNumber)
            .With(expandsVariants ? [new("expand", null)] : []);
}
