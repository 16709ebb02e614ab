using System.Text.Json;
using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>A call in progress, which makes attempts and follows redirects until it succeeds or fails.</summary>
internal sealed class PendingCall<T>(
    CentrySender sender,
    CentryCall<T> call,
    ICallObserver observer,
    CancellationToken stop)
{
    private readonly SendOptions _options = sender.Options;
    private readonly CallHistory _history = new(call, sender.Server.Resolve(call.Path));
    private readonly Turn _turn = new(call.IsRead);

    /// <summary>Sends the call, or continues it with another access token after a refusal.</summary>
    /// <exception cref="CentryException">The call failed, or its response is unexpected.</exception>
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
                    || (exception is UnexpectedResponseException && !call.IsRead)
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
            ReportWait(sender.Pace.Delay);

            // The first retry goes before the queue. Later ones wait until other calls show that the server works.
            await WaitAsync(sender.Pace.EnterAsync(_turn, _history.Tries is 1 || !call.IsSigned, stop))
                .ConfigureAwait(false);
            var (response, verdict) = await TryAsync(accessToken).ConfigureAwait(false);
            if (response is { IsSuccess: true } || (response is not null && _history.IsDeleted(response.Status)))
            {
                return response;
            }

            using (response)
            {
                if (!_history.TryFollow(response))
                {
                    await PrepareRetryAsync(response, verdict).ConfigureAwait(false);
                }
            }
        }
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

    private async Task<(CentryResponse? Response, Verdict Verdict)> TryAsync(string? accessToken)
    {
        _history.Begin();
        var started = _options.Time.GetTimestamp();
        CentryResponse? response = null;
        Verdict verdict;
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
            var outcome = response is null
                ? Outcome.From(call, _history.Failure?.Failure)
                : Outcome.From(call, response, _options.Time.GetUtcNow());
            verdict = sender.Pace.Leave(_turn, outcome);
        }

        if (observer.WantsAttempts)
        {
            observer.Attempted(AttemptRecord.Of(
                _history, response, _options.Time.GetElapsedTime(started), sender.Redactor, observer.WantsDetail));
        }

        if (verdict.Limits is { } limits)
        {
            observer.Paced(limits);
        }

        return (response, verdict);
    }

    private async Task PrepareRetryAsync(CentryResponse? response, Verdict verdict)
    {
        if (response is not null)
        {
            _history.Refuse(response.Status);
        }

        var wait = verdict.Wait ?? throw sender.Report.Describe(_history, response, verdict);
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
