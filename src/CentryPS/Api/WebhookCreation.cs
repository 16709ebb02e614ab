using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>
/// Settles whether a webhook was created although the response was lost. Centry has no idempotency key, so the webhook
/// is searched for, and sent again only if no webhook with its callback URL exists. A webhook that cannot be told from
/// an older one is named in the error, and nothing is sent: the server's clocks (<c>Date</c>, <c>created_at</c>) may
/// differ by any amount.
/// </summary>
internal sealed class WebhookCreation(
    CentryCall<CentryWebhook> once,
    IReadOnlyDictionary<string, object?> attributes,
    CallInDoubt doubt)
{
    // The Date header has whole seconds, and two synchronized clocks may differ slightly.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan[] Delays =
        [.. new[] { 0, 1, 2, 4 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly ICaller _caller = doubt.Caller;
    private readonly string? _callbackUrl =
        (attributes["callback_url"] as Uri)?.OriginalString ?? attributes["callback_url"] as string;

    /// <summary>Returns the webhook, found in the list or created by another attempt.</summary>
    /// <exception cref="CentryException">The webhook was not created, or its creation remains unknown.</exception>
    public async Task<CentryWebhook> SettleAsync()
    {
        var failure = doubt.Failure;
        for (var attempt = 1; ; attempt++)
        {
            if (await FindCreatedAsync(failure).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            // A slow server may still create the webhook; another attempt could then create a second one.
            if (failure.IsPending || failure.IsFinal || attempt > _caller.Options.MaximumRetryCount)
            {
                throw failure.IsPending ? Unknown(failure) : failure;
            }

            await DelayAsync(RetryPolicy.Backoff(attempt)).ConfigureAwait(false);
            try
            {
                return await _caller.SendAsync(once).ConfigureAwait(false);
            }
            catch (CentryException exception) when (exception.IsInDoubt)
            {
                failure = exception;
            }
        }
    }

    // Searches until the webhook appears, or until the server cannot be processing the request any more.
    private async Task<CentryWebhook?> FindCreatedAsync(CentryException failure)
    {
        string[] candidates = [];
        foreach (var delay in failure.IsPending ? [.. Delays, _caller.Options.Timeout] : Delays)
        {
            await DelayAsync(delay).ConfigureAwait(false);
            var (now, there) = await FindCandidatesAsync(failure).ConfigureAwait(false);

            // A candidate that did not match in the previous search cannot match by waiting: its clock is ahead.
            if (there.FirstOrDefault(webhook => !candidates.Contains(webhook.Id!)
                && IsCreated(webhook, now) && _caller.Claim(webhook.Id!)) is { } found)
            {
                return found;
            }

            candidates = [.. there.Select(webhook => webhook.Id!)];
        }

        return candidates.Length == 0
            ? null
            : throw Unknown(failure, Messages.CreationCandidates.With(string.Join(", ", candidates)));
    }

    // Returns the webhooks with this callback URL that no other call of the session created, and the server's time.
    private async Task<(DateTimeOffset? Now, CentryWebhook[] There)> FindCandidatesAsync(CentryException failure)
    {
        try
        {
            var now = await _caller.SendAsync(Webhooks.GetServerTime()).ConfigureAwait(false);
            var all = await Webhooks.Resource.GetAllAsync(_caller).ConfigureAwait(false);
            return (now, [.. all.Where(webhook =>
                CallbackKey.CanBeStoredAs(_callbackUrl, webhook.CallbackUrl) && !_caller.IsClaimed(webhook.Id!))]);
        }
        catch (CentryException)
        {
            throw Unknown(failure);
        }
    }

    // True if the webhook was created since the call began, with the attributes that were sent.
    private bool IsCreated(CentryWebhook webhook, DateTimeOffset? now) =>
        webhook.CreatedAt >= now - _caller.Options.Time.GetElapsedTime(doubt.Started) - Slack
        && webhook.CreatedAt <= now + Slack
        && HasAttributes(webhook);

    // The callback URL is compared by FindCandidatesAsync.
    private bool HasAttributes(CentryWebhook webhook)
    {
        var there = (IDictionary<string, object?>)JsonBody.ReadValue(JsonBody.Write(webhook))!;
        return attributes.Where(sent => sent.Key != "callback_url").All(sent =>
            JsonBody.Write(sent.Value).SequenceEqual(
                JsonBody.Write(there.TryGetValue(sent.Key, out var value) ? value : null)));
    }

    private Task DelayAsync(TimeSpan delay) => _caller.Options.Time.Delay(delay, _caller.Stop);

    private static CentryException Unknown(CentryException failure, string? more = null) => failure.As(
        CentryErrorCode.OutcomeUnknown,
        MessageFormat.Join(failure.Message, more));
}
