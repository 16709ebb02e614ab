using System.Net;
using System.Text.Json;

namespace CentryPS.Http;

/// <summary>Sends a request until it has an answer that counts, or none can be had: retries, throttle, renewal of tokens.</summary>
internal sealed class CentrySender(HttpClient client, SendOptions options, Redactor redactor)
{
    private readonly Attempt _attempt = new(client, options.Timeout, options.Time);
    private readonly Throttle _throttle = new(options.Time);
    private readonly RetryBudget _budget = new();
    private readonly ExchangeLog _log = new(redactor, options.Time);
    private readonly FailureReport _report = new(redactor);

    /// <summary>Sends the request and reads the body of the answer that counts.</summary>
    /// <exception cref="CentryException">There is none, or its body is not what was promised.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<T> SendAsync<T>(
        CentryRequest request,
        IAccessTokenSource? tokens,
        BodyReader<T> read,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var call = new Call(request, options.Time.GetTimestamp());
        while (true)
        {
            using var response = await SendAsync(call, tokens, observer, cancellationToken).ConfigureAwait(false);
            try
            {
                return read(response.Body);
            }
            catch (JsonException exception)
            {
                if (call.Tries > options.MaximumRetryCount || !call.MayAskAgain())
                {
                    throw _report.DescribeUnreadable(call, response, exception);
                }
            }
        }
    }

    /// <summary>The server's clock as the answer to a request tells it (RFC 9110, 6.6.1).</summary>
    /// <exception cref="CentryException">There is no answer.</exception>
    public async Task<DateTimeOffset?> GetServerTimeAsync(
        CentryRequest request,
        IAccessTokenSource tokens,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        var call = new Call(request, options.Time.GetTimestamp());
        using var response = await SendAsync(call, tokens, observer, cancellationToken).ConfigureAwait(false);
        return response.Headers.Date;
    }

    private async Task<CentryResponse> SendAsync(
        Call call,
        IAccessTokenSource? tokens,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            await PauseAsync(_throttle.Reserve(), observer, cancellationToken).ConfigureAwait(false);
            var token = tokens is null ? null : await tokens.GetAsync(observer, cancellationToken).ConfigureAwait(false);
            var response = await TryAsync(call, token, observer, cancellationToken).ConfigureAwait(false);
            if (response is { IsSuccess: true } || (response is not null && call.IsDeleted(response.Status)))
            {
                _throttle.SpeedUp();
                _budget.Refund();
                return response;
            }

            using (response)
            {
                if (call.TryFollow(response))
                {
                    continue;
                }

                if (response?.Status == HttpStatusCode.Unauthorized && token is not null && call.MayRenew())
                {
                    if (await tokens!.RenewAsync(token, observer, cancellationToken).ConfigureAwait(false))
                    {
                        continue;
                    }

                    call.IsNotRenewable = true;
                }

                var wait = NextWait(call, response) ?? throw _report.Describe(call, response);
                await PauseAsync(wait, observer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<CentryResponse?> TryAsync(
        Call call,
        string? token,
        ICallObserver observer,
        CancellationToken cancellationToken)
    {
        call.Begin();
        var started = options.Time.GetTimestamp();
        CentryResponse? response = null;
        try
        {
            response = await _attempt.SendAsync(call.Request, token, cancellationToken).ConfigureAwait(false);
        }
        catch (AttemptException exception)
        {
            call.Fail(exception);
        }

        if (observer.WantsExchanges)
        {
            observer.Exchanged(_log.Describe(call, response, started, observer.WantsDetail));
        }

        return response;
    }

    /// <summary>How long to wait before the next attempt, or null for no further attempt.</summary>
    private TimeSpan? NextWait(Call call, CentryResponse? response)
    {
        var wait = RetryPolicy.Backoff(call.Tries);
        if (response?.RetryAfter(options.Time.GetUtcNow()) is { } asked && asked > TimeSpan.Zero)
        {
            wait = asked;
        }

        var isWorthwhile = response is null
            ? RetryPolicy.IsWorthRepeating(call.Request, call.Failure!.Failure)
            : RetryPolicy.IsWorthRepeating(call.Request, response.Status);
        if (!isWorthwhile || IsTooLate(call, wait))
        {
            return null;
        }

        if (response?.Status == (HttpStatusCode)429)
        {
            _throttle.SlowDown(wait);
            wait = TimeSpan.Zero; // the throttle holds it back, with all other calls
        }

        if (call.Tries > options.MaximumRetryCount)
        {
            return null;
        }

        call.IsOutOfBudget = !_budget.TrySpend(call.Failure?.Failure);
        return call.IsOutOfBudget ? null : wait;
    }

    private bool IsTooLate(Call call, TimeSpan wait) =>
        options.Time.GetElapsedTime(call.Started) + wait >= options.TotalTime;

    private async Task PauseAsync(TimeSpan wait, ICallObserver observer, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            observer.Waiting(wait);
            await options.Time.Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }
}
