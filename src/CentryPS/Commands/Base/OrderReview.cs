using CentryPS.Api;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>
/// Shows the user the differences before they are sent: orders are read in parallel, and the questions come in the
/// order of the inputs.
/// </summary>
internal sealed class OrderReview
{
    private readonly SetCentryOrderCommand _command;
    private readonly Bulk<CentryOrder?> _calls;
    private readonly CommandWindow<(Reviewed Row, CentryOrder Order)> _reads;
    private readonly HashSet<string> _agreed = new(StringComparer.OrdinalIgnoreCase);

    public OrderReview(SetCentryOrderCommand command, Bulk<CentryOrder?> calls)
    {
        (_command, _calls) = (command, calls);
        _reads = calls.ReadAhead<(Reviewed Row, CentryOrder Order)>(
            read => command.ForInput(read.Row.Input.Target, () => Ask(read.Row, read.Order)));
    }

    /// <summary>Reads an order, and asks about its change in the input's turn.</summary>
    /// <param name="input">The input.</param>
    /// <param name="correction">The change.</param>
    /// <param name="key">The id, or the text by which the order is found.</param>
    public void Add(ChangeInput input, OrderCorrection correction, string key)
    {
        var row = new Reviewed(input, correction, key);
        _reads.Add(input.Target, key, () => _calls.ReadAsync(key, () => ReadAsync(row)));
    }

    public void Finish() => _reads.Drain();

    private async Task<(Reviewed Row, CentryOrder Order)> ReadAsync(Reviewed row)
    {
        var order = await row.Correction.ReadAsync(_command.Caller).ConfigureAwait(false);
        row.Correction.BuildChange(order); // reports a conflict before the question
        return (row, order);
    }

    private void Ask(Reviewed row, CentryOrder order)
    {
        var correction = row.Correction;
        if (_agreed.Contains(order.Id!))
        {
            _calls.Finish(); // an earlier row changes the same order
            order = _command.Await(correction.ReadAsync(_command.Caller));
        }

        var change = correction.BuildChange(order);
        if (change.Attributes.Count == 0)
        {
            _command.SkipUnchanged();
        }
        else if (_command.IsAgreed(order.Id!, order, () => Messages.ActionUpdate.With(change.Describe(order))))
        {
            _agreed.Add(order.Id!);
            _calls.Start(row.Input.Target, () => row.Key, () => _calls.Plan(
                row.Key,
                correction.Change.Body,
                (caller, note) =>
                    _command.UpdateAsync(change, correction.WithMatch(change), order, order, caller, note)));
        }
    }

    private sealed record Reviewed(ChangeInput Input, OrderCorrection Correction, string Key);
}
