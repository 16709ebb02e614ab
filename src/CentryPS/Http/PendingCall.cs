using System.Text.Json;
using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>A call in progress: makes attempts, waits and follows redirects until it succeeds or fails.</summary>
internal sealed class PendingCall<T>(
    CentrySender sender,
    CentryCall<T> call,
    ICallObserver observer,
    CancellationToken stop)
{
    /// <summary>Refusals allowed for one call while others are served, in addition to its retries.</summary>
    private const int MostCallSpecific = 4;

    private readonly SendOptions _options = sender.Options;
    private readonly CallHistory _history = new(call, sender.Server.Resolve(call.Path));

    private TimeSpan _failed;
    private Turn? _refused; // the last turn, if it ended with a refusal
    private int _callSpecific; // repeated refusals while others were served
    private int _unserved, _refusals;

    /// <summary>Sends the call, or continues it with another access token after a refusal.</summary>
    /// <exception cref="CentryException">The call failed, or the body of the response is not as expected.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync(string? accessToken)
    {
        while (true)
        {
            using var response = await GetResponseAsync(accessToken).ConfigureAwait(false);
            try
            {
                return call.Read(response);
            }
            catch (JsonException exception)
            {
                if (_options.MaximumRetryCount == 0
                    || (exception is UnexpectedAnswerException && !call.IsRead)
                    || !_history.MayRepeat())
                {
                    throw sender.Report.DescribeUnreadable(_history, response, exception);
                }
            }
        }
    }

    private async Task<CentryResponse> GetResponseAsync(string? accessToken)
    {
        while (true)
        {
            var turn = await EnterTurnAsync().ConfigureAwait(false);
            var (response, feedback) = await TryAsync(turn, accessToken).ConfigureAwait(false);
            if (response is { IsSuccess: true } || (response is not null && _history.IsDeleted(response.Status)))
            {
                sender.Budget.Refund();
                return response;
            }

            using (response)
            {
                if (!_history.TryFollow(response))
                {
                    var wait = NextWait(turn, feedback, response) ?? throw sender.Report.Describe(_history, response);
                    await PauseAsync(wait).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<Turn> EnterTurnAsync()
    {
        ReportWait(sender.Pace.Pause);

        // The first retry goes to the front of the queue; after that, other calls show whether the server serves any.
        var turn = sender.Pace.EnterAsync(_history.Tries is 1 || !call.IsSigned, stop);
        await WaitAsync(turn).ConfigureAwait(false);
        return await turn.ConfigureAwait(false);
    }

    /// <exception cref="CallNotSentException">The caller cancelled before anything could have changed.</exception>
    private async Task WaitAsync(Task wait)
    {
        try
        {
            await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_history.MayHaveActed)
        {
            throw new CallNotSentException(stop);
        }
    }

    private async Task<(CentryResponse? Response, Feedback Feedback)> TryAsync(Turn turn, string? accessToken)
    {
        _history.Begin();
        var started = _options.Time.GetTimestamp();
        CentryResponse? response = null;
        Feedback feedback;
        PaceLimits? limits;
        try
        {
            response = await sender.Transport.SendAsync(call, _history.Uri, accessToken, stop).ConfigureAwait(false);
        }
        catch (AttemptException exception)
        {
            _history.Fail(exception);
        }
        finally
        {
            feedback = Feedback.From(call, response, _history.Failure?.Failure, _options.Time.GetUtcNow());
            var othersServed = feedback.IsRefusal && _refused is { } before && sender.Pace.HasServedSince(before);
            feedback = feedback with { IsCallSpecific = othersServed && ++_callSpecific > 1 };
            _refused = feedback.IsRefusal ? turn : null;
            limits = sender.Pace.Leave(turn, feedback);
        }

        if (observer.WantsAttempts)
        {
            observer.Attempted(sender.Log.Describe(_history, response, started, observer.WantsDetail));
        }

        if (limits is not null)
        {
            observer.Paced(limits);
        }

        return (response, feedback);
    }

    /// <summary>Returns the wait before the next attempt; null for no further attempt.</summary>
    private TimeSpan? NextWait(Turn turn, Feedback feedback, CentryResponse? response)
    {
        if (response is not null)
        {
            _history.Refuse(response.Status);
        }

        var isWorthwhile = response is null
            ? RetryPolicy.IsWorthRepeating(call, _history.Failure!.Failure)
            : RetryPolicy.IsWorthRepeating(call, response.Status);
        if (isWorthwhile && feedback.Pause >= _options.TotalTime.TotalSeconds)
        {
            _history.ExcessivePause = TimeSpan.FromSeconds(feedback.Pause);
            return null;
        }

        return !isWorthwhile ? null
            : feedback.IsCallSpecific ? (_callSpecific > MostCallSpecific + _options.MaximumRetryCount
                ? null
                : RetryPolicy.BackoffAfterRefusal(_callSpecific))
            : sender.Pace.IsServing(turn, feedback) ? RetryPolicy.BackoffAfterRefusal(++_refusals)
            : WaitUnserved(turn, feedback);
    }

    // The server serves no call, or the attempt failed: uses a retry of the call and of the session.
    private TimeSpan? WaitUnserved(Turn turn, Feedback feedback)
    {
        _unserved++;
        if (_callSpecific < 2 && sender.Pace.IsUsedUp(feedback))
        {
            return TimeSpan.Zero; // the pace delays it, like all other calls
        }

        var wait = feedback.Pause > 0 ? TimeSpan.FromSeconds(feedback.Pause) : RetryPolicy.Backoff(_unserved);
        _failed += sender.Pace.Since(turn) + wait;
        _history.IsOutOfBudget = feedback.IsRefusal && sender.Pace.IsDown;
        if (_history.IsOutOfBudget
            || Math.Max(_unserved, sender.Pace.Probes) > _options.MaximumRetryCount
            || _failed >= _options.TotalTime)
        {
            sender.Pace.GiveUp(feedback);
            return null;
        }

        _history.IsOutOfBudget = !feedback.IsRefusal && !sender.Budget.TrySpend(_history.Failure?.Failure);
        return _history.IsOutOfBudget ? null
            : feedback.Pause > 0 || feedback.Signal == PaceSignal.Limited ? TimeSpan.Zero
            : wait;
    }

    private async Task PauseAsync(TimeSpan wait)
    {
        ReportWait(wait);
        if (wait > TimeSpan.Zero)
        {
            await WaitAsync(_options.Time.Delay(wait, stop)).ConfigureAwait(false);
        }
    }

    private void ReportWait(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            observer.Waiting(wait);
        }
    }
}
