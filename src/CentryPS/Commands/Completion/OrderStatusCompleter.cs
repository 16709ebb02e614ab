namespace CentryPS.Commands;

/// <summary>The states of an order (Centry's <c>_status</c>).</summary>
public sealed class OrderStatusCompleter : ValueCompleter
{
    internal override IReadOnlyList<KeyValuePair<string, string>> Values =>
    [
        new("pending", Messages.TipStatusPending),
        new("shipped", Messages.TipStatusShipped),
        new("received", Messages.TipStatusReceived),
        new("cancelled", Messages.TipStatusCancelled),
        new("cancelled_before_shipping", Messages.TipStatusCancelledBefore),
        new("cancelled_after_shipping", Messages.TipStatusCancelledAfter),
    ];
}
