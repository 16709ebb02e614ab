using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>
/// Asks the user to confirm the differences of orders before they are sent. Orders are read in parallel, and the
/// prompts appear in the order of the inputs.
/// </summary>
internal sealed class OrderReview(SetCentryOrderCommand command, Bulk calls)
{
    private readonly HashSet<string> _agreed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads an order, and asks about its change in the order of the inputs.</summary>
    public void Add(object target, OrderCorrection correction, string key)
    {
        calls.ReadAhead(
            target, key, ReadAsync, order => command.ForInput(target, () => Ask(target, correction, key, order)));

        async Task<CentryOrder> ReadAsync()
        {
            var order = await correction.ReadAsync(command.Caller).ConfigureAwait(false);
            correction.BuildChange(order); // reports a conflict before the prompt
            return order;
        }
    }

    private void Ask(object target, OrderCorrection correction, string key, CentryOrder order)
    {
        if (_agreed.Contains(order.Id!))
        {
            calls.Finish(); // an earlier row changes the same order
            order = command.Await(correction.ReadAsync(command.Caller));
        }

        var change = correction.BuildChange(order);
        if (change.Attributes.Count == 0)
        {
            command.SkipUnchanged();
        }
        else if (command.IsAgreed(order.Id!, order, () => Messages.ActionUpdate.With(change.Describe(order))))
        {
            _agreed.Add(order.Id!);
            calls.Start(target, () => key, () => calls.Plan(
                key,
                correction.Change.Body,
                (caller, note) => command.UpdateAsync(
                    change, correction.WithMatch(change), order, order, caller, note),
                result => command.Emit(result, change)));
        }
    }
}
