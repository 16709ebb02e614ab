using System.Text.Json;

namespace CentryPS.Http;

/// <summary>A call that has no answer yet: attempts, waits and redirects until one counts, or none can be had.</summary>
internal sealed class PendingCall<T>(
    CentrySender sender,
    CentryCall<T> call,
    ICallObserver observer,
    CancellationToken cancellationToken)
{
    private readonly SendOptions _options = sender.Options;

    private readonly CallHistory _history =
        new(call, sender.Server.Resolve(call.Path), sender.Options.Time.GetTimestamp());

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
                if (_history.Tries > _options.MaximumRetryCount || !_history.MayAskAgain())
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
            await PauseAsync(sender.Pace.Reserve()).ConfigureAwait(false);
            var response = await TryAsync(accessToken).ConfigureAwait(false);
            if (response is { IsSuccess: true } || (response is not null && _history.IsDeleted(response.Status)))
            {
                sender.Pace.SpeedUp();
                sender.Budget.Refund();
                return response;
            }

            using (response)
            {
                if (!_history.TryFollow(response))
                {
                    var wait = NextWait(response) ?? throw sender.Report.Describe(_history, response);
                    await PauseAsync(wait).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<CentryResponse?> TryAsync(string? accessToken)
    {
        _history.Begin();
        var started = _options.Time.GetTimestamp();
        CentryResponse? response = null;
        try
        {
            response = await sender.Transport.SendAsync(call, _history.Uri, accessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (AttemptException exception)
        {
            _history.Fail(exception);
        }

        if (observer.WantsAttempts)
        {
            observer.Attempted(sender.Log.Describe(_history, response, started, observer.WantsDetail));
        }

        return response;
    }

    /// <summary>How long to wait before the next attempt, or null for no further attempt.</summary>
    private TimeSpan? NextWait(CentryResponse? response)
    {
        if (response is not null)
        {
            _history.Refuse(response.Status);
        }

        var wait = RetryPolicy.Backoff(_history.Tries);
        if (response?.RetryAfter(_options.Time.GetUtcNow()) is { } asked && asked > TimeSpan.Zero)
        {
            wait = asked;
        }

        var isWorthwhile = response is null
            ? RetryPolicy.IsWorthRepeating(call, _history.Failure!.Failure)
            : RetryPolicy.IsWorthRepeating(call, response.Status);
        if (!isWorthwhile || IsTooLate(wait))
        {
            return null;
        }

        if (response?.Status == (System.Net.HttpStatusCode)429)
        {
            sender.Pace.SlowDown(wait);
            wait = TimeSpan.Zero; // the pace holds it back, with all other calls
        }

        if (_history.Tries > _options.MaximumRetryCount)
        {
            return null;
        }

        _history.IsOutOfBudget = !sender.Budget.TrySpend(_history.Failure?.Failure);
        return _history.IsOutOfBudget ? null : wait;
    }

    private bool IsTooLate(TimeSpan wait) => _options.Time.GetElapsedTime(_history.Started) + wait >= _options.TotalTime;

    private async Task PauseAsync(TimeSpan wait)
    {
        if (wait > TimeSpan.Zero)
        {
            observer.Waiting(wait);
            await _options.Time.Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }
}
