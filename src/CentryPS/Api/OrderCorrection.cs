using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>A change of an order that reads the order first: to find it, or to send only what differs.</summary>
/// <param name="Change">The change; its id is null where only <see cref="Match"/> says which order it is.</param>
internal sealed record OrderCorrection(ObjectChange Change)
{
    /// <summary>The attribute by which the order is found, and its text; null where the id is known.</summary>
    public (string Attribute, string Text)? Match { get; init; }

    /// <summary>Whether only what differs is sent.</summary>
    public bool OnlyChanged { get; init; }

    /// <summary>When the order was last changed as far as the user knows; null where that is not known.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>How exact <see cref="Seen"/> is.</summary>
    public TimeSpan Precision { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Corrects the order.</summary>
    /// <param name="caller">What sends the calls.</param>
    /// <param name="note">Notes the change before it is sent.</param>
    /// <returns>The order after the change; null if nothing differs, so that nothing is sent.</returns>
    /// <exception cref="CentryException">
    /// It cannot be found, has changed since it was seen (<see cref="CentryErrorCode.Conflict"/>), or Centry refuses.
    /// </exception>
    public async Task<CentryOrder?> RunAsync(ICaller caller, ChangeNote note)
    {
        var order = await LookAsync(caller).ConfigureAwait(false);
        var change = ChangeOf(order);
        note.Update(order, change);
        return change.Attributes.Count == 0 ? null : await caller.SendAsync(Orders.Resource.Update(change)).ConfigureAwait(false);
    }

    /// <summary>What is to be sent for an order.</summary>
    /// <exception cref="CentryException">Something differs, and the order has changed since it was seen.</exception>
    public ObjectChange ChangeOf(CentryOrder order)
    {
        var attributes = OnlyChanged ? AttributeComparison.Changes(Change.Attributes, order) : Change.Attributes;
        var isOther = Seen is { } seen && order.UpdatedAt is { } changed && !IsSame(seen, changed);
        return OnlyChanged && attributes.Count > 0 && isOther
            ? throw new CentryException(CentryErrorCode.Conflict, Messages.Conflict.With(order.Label, Seen, order.UpdatedAt))
            : new ObjectChange(order.Id, attributes);
    }

    /// <summary>What a question about a change shows: the attributes, and the one by which the order was found.</summary>
    public ObjectChange Shown(ObjectChange change)
    {
        var shown = change.Attributes.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (Match is { } match)
        {
            shown[match.Attribute] = match.Text;
        }

        return new ObjectChange(change.Id, shown);
    }

    /// <summary>Reads the order as it is.</summary>
    /// <exception cref="CentryException">It cannot be read, or it is not one.</exception>
    public Task<CentryOrder> LookAsync(ICaller caller) => Match is { } match
        ? FindAsync(caller, match.Attribute, match.Text)
        : caller.SendAsync(Orders.Resource.Get(Change.Id!));

    private bool IsSame(DateTimeOffset seen, DateTimeOffset changed) =>
        changed.ToUnixTimeMilliseconds() - seen.ToUnixTimeMilliseconds() is >= 0 and var later && later < Precision.TotalMilliseconds;

    private async Task<CentryOrder> FindAsync(ICaller caller, string attribute, string text)
    {
        // Fetch two: enough to detect an ambiguous match.
        var page = await Orders.Resource.List(new ListQuery(2).Where(attribute, text), caller).NextAsync().ConfigureAwait(false);
        var found = page.Where(order => ObjectAttributes.Get(order, attribute) as string == text).ToArray();
        if (found.Length < page.Count)
        {
            // A server that ignores the filter may have any number of orders with this text.
            throw new CentryException(CentryErrorCode.InvalidResponse, Messages.MatchIgnored.With(attribute, TerminalText.Show(text)));
        }
        return found.Length switch
        {
            0 => throw new CentryException(CentryErrorCode.NotFound, Messages.MatchNone.With(TerminalText.Show(text))),
            1 when Change.Id is { } id && !string.Equals(id, found[0].Id, StringComparison.OrdinalIgnoreCase) =>
                throw CentryException.Invalid(Messages.TwoIds, id, found[0].Id),
            1 => found[0],
            _ => throw CentryException.Invalid(Messages.MatchSeveral, TerminalText.Show(text), string.Join(", ", found.Select(order => order.Id))),
        };
    }
}
