using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A change of an order that looks at the order before it: to find it, or to send only what differs.</summary>
internal sealed record OrderCorrection(IReadOnlyDictionary<string, object?> Attributes)
{
    /// <summary>Finds the order; null where its id is known.</summary>
    public Func<ListQuery, ListQuery>? Find { get; init; }

    /// <summary>Whether only what differs is sent.</summary>
    public bool OnlyChanged { get; init; }

    /// <summary>When the order was last changed as far as the user knows; null where that is not known.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>Corrects it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">Its id, or, where it has to be found, what it is found by.</param>
    /// <exception cref="CentryException">
    /// It cannot be found by that, has changed since it was seen (<see cref="CentryErrorCode.Conflict"/>), or Centry refuses.
    /// </exception>
    public async Task<CentryOrder> RunAsync(ICaller caller, string id)
    {
        var order = await LookAsync(caller, id).ConfigureAwait(false);
        var changes = OnlyChanged ? Changes(order!) : Attributes;
        return changes.Count == 0 ? order! : await caller.SendAsync(Orders.Resource.Update(order?.Id ?? id, changes)).ConfigureAwait(false);
    }

    /// <summary>What differs from an order.</summary>
    /// <exception cref="CentryException">Something does, and the order has changed since it was seen.</exception>
    public IReadOnlyDictionary<string, object?> Changes(CentryOrder order)
    {
        var changes = AttributeComparison.Changes(Attributes, order);
        var isOther = Seen is { } seen && order.UpdatedAt is { } changed && changed.ToUnixTimeMilliseconds() != seen.ToUnixTimeMilliseconds();
        return changes.Count == 0 || !isOther
            ? changes
            : throw new CentryException(CentryErrorCode.Conflict, Messages.Conflict.With(order.Label, Seen, order.UpdatedAt));
    }

    /// <summary>The order as it is; null where nobody needs to know.</summary>
    /// <exception cref="CentryException">It cannot be had.</exception>
    public async Task<CentryOrder?> LookAsync(ICaller caller, string id) =>
        Find is not null ? await FindAsync(caller, id).ConfigureAwait(false)
        : OnlyChanged ? await caller.SendAsync(Orders.Resource.Get(id)).ConfigureAwait(false)
        : null;

    // Two are enough to see that it is not one.
    private async Task<CentryOrder> FindAsync(ICaller caller, string key)
    {
        if (string.IsNullOrWhiteSpace(key))
        {
            throw CentryException.Invalid(Messages.InvalidMatch, key);
        }

        var found = await Orders.Resource.List(Find!(new ListQuery(2)), caller).NextAsync().ConfigureAwait(false);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new CentryException(CentryErrorCode.NotFound, Messages.MatchNone.With(key)),
            _ => throw CentryException.Invalid(Messages.MatchSeveral, key, string.Join(", ", found.Select(order => order.Id))),
        };
    }
}
