using System.Text.Json;
using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>A call that has no answer yet: attempts, waits and redirects until one counts, or none can be had.</summary>
internal sealed class PendingCall<T>(
    CentrySender sender,
    CentryCall<T> call,
    ICallObserver observer,
    CancellationToken cancellationToken)
{
    private readonly SendOptions _options = sender.Options;

    private readonly CallHistory _history = new(call, sender.Server.Resolve(call.Path));

    private TimeSpan _failed;
    private int _unserved;
    private int _refusals;

    /// <summary>
    /// Sends it and reads the answer that counts. After a refusal it may be sent again, with another token, and goes on
    /// where it was.
    /// </summary>
    /// <exception cref="CentryException">There is none, or its body is not what was promised.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync(string? accessToken)
    {
        while (true)
        {
            using var response = await AnswerAsync(accessToken).ConfigureAwait(false);
            try
            {
                return call.Read(response);
            }
            catch (JsonException exception)
            {
                if (_options.MaximumRetryCount == 0 || !_history.MayAskAgain())
                {
                    throw sender.Report.DescribeUnreadable(_history, response, exception);
                }
            }
        }
    }

    private async Task<CentryResponse> AnswerAsync(string? accessToken)
    {
        while (true)
        {
            Tell(sender.Pace.Pause);
            var turn = await sender.Pace.EnterAsync(_history.Tries > 0 || !call.IsSigned, cancellationToken).ConfigureAwait(false);
            var (response, heard) = await TryAsync(turn, accessToken).ConfigureAwait(false);
            if (response is { IsSuccess: true } || (response is not null && _history.IsDeleted(response.Status)))
            {
                sender.Budget.Refund();
                return response;
            }

            using (response)
            {
                if (!_history.TryFollow(response))
                {
                    var wait = NextWait(turn, heard, response) ?? throw sender.Report.Describe(_history, response);
                    await PauseAsync(wait).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<(CentryResponse? Response, Feedback Heard)> TryAsync(Turn turn, string? accessToken)
    {
        _history.Begin();
        var started = _options.Time.GetTimestamp();
        CentryResponse? response = null;
        Feedback heard;
        PaceLimits? limits;
        try
        {
            response = await sender.Transport.SendAsync(call, _history.Uri, accessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (AttemptException exception)
        {
            _history.Fail(exception);
        }
        finally
        {
            heard = Feedback.From(call, response, _history.Failure?.Failure, _options.Time.GetUtcNow());
            limits = sender.Pace.Leave(turn, heard);
        }

        if (observer.WantsAttempts)
        {
            observer.Attempted(sender.Log.Describe(_history, response, started, observer.WantsDetail));
        }

        if (limits is not null)
        {
            observer.Paced(limits);
        }

        return (response, heard);
    }

    /// <summary>How long to wait before the next attempt, or null for no further attempt.</summary>
    private TimeSpan? NextWait(Turn turn, Feedback heard, CentryResponse? response)
    {
        if (response is not null)
        {
            _history.Refuse(response.Status);
        }

        var isWorthwhile = response is null
            ? RetryPolicy.IsWorthRepeating(call, _history.Failure!.Failure)
            : RetryPolicy.IsWorthRepeating(call, response.Status);
        return !isWorthwhile ? null
            : sender.Pace.IsServing(turn, heard) ? RetryPolicy.BackoffOfRefused(++_refusals)
            : WaitUnserved(turn, heard);
    }

    // Nobody is served, or this call failed: that is what its retries are for, and the session's.
    private TimeSpan? WaitUnserved(Turn turn, Feedback heard)
    {
        _unserved++;
        if (sender.Pace.IsUsedUp(heard))
        {
            return TimeSpan.Zero; // the pace holds it back, with all other calls
        }

        var wait = heard.Pause > 0 ? TimeSpan.FromSeconds(heard.Pause) : RetryPolicy.Backoff(_unserved);
        _failed += sender.Pace.Since(turn) + wait;
        _history.IsOutOfBudget = heard.IsRefusal && sender.Pace.IsDown;
        if (_history.IsOutOfBudget || _unserved > _options.MaximumRetryCount || _failed >= _options.TotalTime)
        {
            GiveUp(heard);
            return null;
        }

        _history.IsOutOfBudget = !sender.Budget.TrySpend(_history.Failure?.Failure);
        return _history.IsOutOfBudget ? null : heard.Pause > 0 || heard.Signal == PaceSignal.Limited ? TimeSpan.Zero : wait;
    }

    private void GiveUp(Feedback heard)
    {
        if (heard.IsRefusal)
        {
            sender.Pace.GiveUp();
        }
    }

    private async Task PauseAsync(TimeSpan wait)
    {
        Tell(wait);
        if (wait > TimeSpan.Zero)
        {
            await _options.Time.Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Tell(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            observer.Waiting(wait);
        }
    }
}
