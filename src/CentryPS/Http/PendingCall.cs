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
    /// <summary>So often, and its retries more, a call alone may be refused while others are served.</summary>
    private const int MostOwn = 4;

    private readonly SendOptions _options = sender.Options;

    private readonly CallHistory _history = new(call, sender.Server.Resolve(call.Path));

    private TimeSpan _failed;
    private Turn? _refused; // the last turn, where it ended with a refusal
    private int _own; // how often it was refused, and then again, and others were served meanwhile
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
                if (_options.MaximumRetryCount == 0 || (exception is UnexpectedAnswerException && !call.IsRead) || !_history.MayAskAgain())
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
            var turn = await TakeTurnAsync().ConfigureAwait(false);
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

    private async Task<Turn> TakeTurnAsync()
    {
        Tell(sender.Pace.Pause);

        // Who was refused again and again lets others find out whether anybody is served.
        var turn = sender.Pace.EnterAsync(_history.Tries is 1 || !call.IsSigned, cancellationToken);
        await UntilAsync(turn).ConfigureAwait(false);
        return await turn.ConfigureAwait(false);
    }

    /// <exception cref="CallNotSentException">The caller cancelled, and nothing was sent that could have changed something.</exception>
    private async Task UntilAsync(Task wait)
    {
        try
        {
            await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_history.MayHaveActed)
        {
            throw new CallNotSentException(cancellationToken);
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
            heard = heard with { IsOwn = heard.IsRefusal && _refused is { } before && sender.Pace.HasServedSince(before) && ++_own > 1 };
            _refused = heard.IsRefusal ? turn : null;
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
        if (isWorthwhile && heard.Pause >= _options.TotalTime.TotalSeconds)
        {
            _history.Forbidden = TimeSpan.FromSeconds(heard.Pause);
            return null;
        }

        return !isWorthwhile ? null
            : heard.IsOwn ? (_own > MostOwn + _options.MaximumRetryCount ? null : RetryPolicy.BackoffOfRefused(_own))
            : sender.Pace.IsServing(turn, heard) ? RetryPolicy.BackoffOfRefused(++_refusals)
            : WaitUnserved(turn, heard);
    }

    // Nobody is served, or this call failed: that is what its retries are for, and the session's.
    private TimeSpan? WaitUnserved(Turn turn, Feedback heard)
    {
        _unserved++;
        if (_own < 2 && sender.Pace.IsUsedUp(heard))
        {
            return TimeSpan.Zero; // the pace holds it back, with all other calls
        }

        var wait = heard.Pause > 0 ? TimeSpan.FromSeconds(heard.Pause) : RetryPolicy.Backoff(_unserved);
        _failed += sender.Pace.Since(turn) + wait;
        _history.IsOutOfBudget = heard.IsRefusal && sender.Pace.IsDown;
        if (_history.IsOutOfBudget || Math.Max(_unserved, sender.Pace.Probes) > _options.MaximumRetryCount || _failed >= _options.TotalTime)
        {
            sender.Pace.GiveUp(heard);
            return null;
        }

        _history.IsOutOfBudget = !heard.IsRefusal && !sender.Budget.TrySpend(_history.Failure?.Failure);
        return _history.IsOutOfBudget ? null : heard.Pause > 0 || heard.Signal == PaceSignal.Limited ? TimeSpan.Zero : wait;
    }

    private async Task PauseAsync(TimeSpan wait)
    {
        Tell(wait);
        if (wait > TimeSpan.Zero)
        {
            await UntilAsync(_options.Time.Delay(wait, cancellationToken)).ConfigureAwait(false);
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
