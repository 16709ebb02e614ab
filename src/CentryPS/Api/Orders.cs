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

    /// <summary>Adds the filters that lists of orders alone have. Source: Centry's documentation of orders.</summary>
    /// <param name="query">What the list is asked for otherwise.</param>
    /// <param name="status">The state.</param>
    /// <param name="origin">The shop or marketplace.</param>
    /// <param name="originId">The id there.</param>
    /// <param name="originNumber">The number there.</param>
    /// <param name="expandsVariants">Whether the items come with their variants.</param>
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
            .With("expand", expandsVariants);
}
