using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <content>Shows the user what differs before it is sent: the orders are read side by side, and the questions come in order.</content>
public sealed partial class SetCentryOrderCommand
{
    private readonly HashSet<string> _agreed = new(StringComparer.OrdinalIgnoreCase);
    private CommandWindow<(Review Review, CentryOrder Order)>? _reviews;

    private void Look(Review review)
    {
        _reviews ??= new CommandWindow<(Review Review, CentryOrder Order)>(
            this,
            ThrottleLimit > 0 ? ThrottleLimit : Session!.ThrottleLimit,
            (seen, _) => ForInput(seen.Review.Input.Target, () => Ask(seen.Review, seen.Order)))
        {
            IsLast = false,
            Failed = Failed,
        };
        _reviews.Add(review.Input.Target, review.Key, () => LookAsync(review));
    }

    private async Task<(Review Review, CentryOrder Order)> LookAsync(Review review)
    {
        try
        {
            var order = await review.Correction.ReadAsync(Caller).ConfigureAwait(false);
            review.Correction.BuildChange(order);
            return (review, order);
        }
        catch (CentryException failure)
        {
            throw Refuse(review.Key, failure);
        }
    }

    private void Ask(Review review, CentryOrder order)
    {
        if (_agreed.Contains(order.Id!))
        {
            FinishAll(); // a row before this one changes the same order
            order = Await(review.Correction.ReadAsync(Caller));
        }

        var change = review.Correction.BuildChange(order);
        if (change.Attributes.Count == 0)
        {
            _same++;
            Summary.Left++;
            Progress.Advance();
        }
        else if (IsAgreed(order.Id!, order, () => Messages.ActionUpdate.With(change.Describe(order))))
        {
            _agreed.Add(order.Id!);
            Start(
                review.Input.Target,
                () => review.Key,
                () => Planned(
                    review.Key,
                    () => review.Correction.Change.Body,
                    Prepared(review.Correction.WithMatch(change), order, (note, now) => note.Update(now, change), Watched(change, Resource.Update(change).SendAsync), order)));
        }
    }

    private sealed record Review(ChangeInput Input, OrderCorrection Correction, string Key);
}
