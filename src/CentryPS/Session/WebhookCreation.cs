using System.Diagnostics.CodeAnalysis;
using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>
/// Creates a webhook exactly once though Centry has no idempotency key. Where the answer is lost it looks whether the
/// webhook is there, by its address and by what was not there before, and only then sends it again.
/// </summary>
internal sealed class WebhookCreation(CentryApi api, SendOptions options, string callbackUrl, byte[] body, ICallObserver observer)
{
    // The Date header of an answer and created_at of an object are of the same clock, but the first has whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan[] LooksAfterDrop = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    private readonly long _started = options.Time.GetTimestamp();

    /// <summary>Gives the webhook, whether its answer or a look at the list brought it.</summary>
    /// <exception cref="CentryException">It was not created, or nobody can know.</exception>
    public async Task<CentryWebhook> RunAsync(ISet<string> known, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var created = await api.PostWebhookAsync(body, observer, cancellationToken).ConfigureAwait(false);
                Claim(known, created);
                return created;
            }
            catch (CentryException exception) when (IsUnclear(exception))
            {
                if (await LookAsync(known, exception, cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                // A server that was too slow may still create it; sent again, it could be there twice.
                if (exception.IsPending || exception.IsFinal || tries > options.MaximumRetryCount)
                {
                    throw;
                }

                await options.Time.Delay(RetryPolicy.Backoff(tries), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsUnclear(CentryException exception) =>
        exception.ErrorCode == CentryErrorCode.OutcomeUnknown
        || (exception.ErrorCode == CentryErrorCode.ServerError && (int?)exception.StatusCode != 503)
        || (int?)exception.StatusCode == 408;

    private static bool Claim(ISet<string> known, CentryWebhook webhook)
    {
        lock (known)
        {
            return known.Add(webhook.Id!);
        }
    }

    /// <summary>Looks for it until it appears, or for as long as the server may still be at it.</summary>
    private async Task<CentryWebhook?> LookAsync(ISet<string> known, CentryException cause, CancellationToken cancellationToken)
    {
        var looks = cause.IsPending ? [.. LooksAfterDrop, options.Timeout] : LooksAfterDrop;
        foreach (var wait in looks)
        {
            await options.Time.Delay(wait, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(known, cause, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<CentryWebhook?> FindAsync(ISet<string> known, CentryException cause, CancellationToken cancellationToken)
    {
        try
        {
            var since = await ServerStartAsync(cancellationToken).ConfigureAwait(false);
            var pages = api.ListWebhooks(new ListQuery(CentryApi.PageSize), observer, cancellationToken);
            while (!pages.IsComplete)
            {
                var page = await pages.NextAsync().ConfigureAwait(false);
                var found = page.FirstOrDefault(webhook => IsIt(webhook, since) && Claim(known, webhook));
                if (found is not null)
                {
                    return found;
                }
            }

            return null;
        }
        catch (CentryException)
        {
            throw Unknown(cause);
        }
    }

    /// <summary>When the call began, by the server's clock: the two clocks may differ.</summary>
    private async Task<DateTimeOffset> ServerStartAsync(CancellationToken cancellationToken)
    {
        var now = await api.GetServerTimeAsync(observer, cancellationToken).ConfigureAwait(false) ?? options.Time.GetUtcNow();
        return now - options.Time.GetElapsedTime(_started) - Slack;
    }

    private bool IsIt([NotNullWhen(true)] CentryWebhook? webhook, DateTimeOffset since) =>
        webhook?.CallbackUrl?.OriginalString == callbackUrl && webhook.CreatedAt >= since;

    private static CentryException Unknown(CentryException cause) => new(CentryErrorCode.OutcomeUnknown, cause.Message, cause)
    {
        Method = cause.Method,
        RequestUri = cause.RequestUri,
        StatusCode = cause.StatusCode,
        ResponseBody = cause.ResponseBody,
        IsFinal = cause.IsFinal,
    };
}
