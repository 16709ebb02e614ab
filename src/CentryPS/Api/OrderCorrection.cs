using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>
/// A change of an order that reads the order first, to find it or to send only the attributes that differ.
/// </summary>
/// <param name="Change">The change; its id is null if <see cref="Match"/> identifies the order.</param>
internal sealed record OrderCorrection(ObjectChange Change)
{
    /// <summary>The attribute by which the order is found, and its text; null if the id is known.</summary>
    public (string Attribute, string Text)? Match { get; init; }

    /// <summary>True if only the attributes that differ are sent.</summary>
    public bool OnlyChanged { get; init; }

    /// <summary>The time of the order's last change that the user knows; null if unknown.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>The precision of <see cref="Seen"/>.</summary>
    public TimeSpan Precision { get; init; }

    /// <returns>The order after the change; null if no attribute differs, so that nothing is sent.</returns>
    /// <exception cref="CentryException">
    /// The order cannot be found, has changed since the user saw it (<see cref="CentryErrorCode.Conflict"/>), or Centry
    /// refuses the change.
    /// </exception>
    public async Task<CentryOrder?> RunAsync(ICaller caller, ChangeNote? note)
    {
        var order = await ReadAsync(caller).ConfigureAwait(false);
        var change = BuildChange(order);
        note?.StartUpdate(order, change);
        return change.Attributes.Count == 0
            ? null
            : await caller.SendAsync(Orders.Resource.Update(change)).ConfigureAwait(false);
    }

    /// <exception cref="CentryException">The order has changed since the user saw it.</exception>
    public ObjectChange BuildChange(CentryOrder order)
    {
        if (!OnlyChanged)
        {
            return new ObjectChange(order.Id, Change.Attributes);
        }

        var attributes = AttributeComparison.Changes(Change.Attributes, order);
        return attributes.Count > 0 && Seen is { } seen && order.UpdatedAt is { } changed && !IsSame(seen, changed)
            ? throw new CentryException(
                CentryErrorCode.Conflict,
                Messages.Conflict.With(order.Label, Seen, order.UpdatedAt))
            : new ObjectChange(order.Id, attributes);
    }

    /// <summary>Returns a change with the attribute by which the order was found, for a confirmation prompt.</summary>
    public ObjectChange WithMatch(ObjectChange change)
    {
        var shown = change.Attributes.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (Match is { } match)
        {
            shown[match.Attribute] = match.Text;
        }

        return new ObjectChange(change.Id, shown);
    }

    /// <exception cref="CentryException">The order cannot be read, or the match is not unique.</exception>
    public Task<CentryOrder> ReadAsync(ICaller caller) => Match is { } match
        ? FindAsync(caller, match.Attribute, match.Text)
        : caller.SendAsync(Orders.Resource.Get(Change.Id!));

    private bool IsSame(DateTimeOffset seen, DateTimeOffset changed) =>
        changed.ToUnixTimeMilliseconds() - seen.ToUnixTimeMilliseconds() is >= 0 and var later
            && later < Precision.TotalMilliseconds;

    private async Task<CentryOrder> FindAsync(ICaller caller, string attribute, string text)
    {
        // Fetch two: enough to detect an ambiguous match.
        var query = new ListQuery(2).Where(attribute, text);
        var page = await Orders.Resource.List(query, caller).NextAsync().ConfigureAwait(false);
        var found = page.Where(order => ObjectAttributes.Get(order, attribute) as string == text).ToArray();
        if (found.Length < page.Count)
        {
            // A server that ignores the filter may have any number of orders with this text.
            var message = Messages.MatchIgnored.With(attribute, TerminalText.Show(text));
            throw new CentryException(CentryErrorCode.InvalidResponse, message);
        }

        return found.Length switch
        {
            0 => throw new CentryException(CentryErrorCode.NotFound, Messages.MatchNone.With(TerminalText.Show(text))),
            1 when Change.Id is { } id && !string.Equals(id, found[0].Id, StringComparison.OrdinalIgnoreCase) =>
                throw CentryException.Invalid(Messages.TwoIds, id, found[0].Id),
            1 => found[0],
            _ => throw CentryException.Invalid(
                Messages.MatchSeveral,
                TerminalText.Show(text),
                string.Join(", ", found.Select(order => order.Id))),
        };
    }
}
