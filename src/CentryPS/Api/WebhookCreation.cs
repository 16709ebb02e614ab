using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>
/// Determines the outcome of a creation whose response was lost. Centry has no idempotency key, so the list is searched
/// for the webhook, which is sent again only if no webhook with its callback URL exists. If an existing webhook may be
/// an older one, nothing is sent and the error names it: the server's clocks (<c>Date</c>, <c>created_at</c>) may
/// differ by any amount.
/// </summary>
internal sealed class WebhookCreation(
    CentryCall<CentryWebhook> once,
    IReadOnlyDictionary<string, object?> attributes,
    CallInDoubt doubt)
{
    /// <summary>
    /// The difference between times that are considered equal: the <c>Date</c> header has whole seconds, and two
    /// synchronized clocks may differ slightly.
    /// </summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan[] Delays =
        [.. new[] { 0, 1, 2, 4 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly ICaller _caller = doubt.Caller;
    private readonly string? _callbackUrl =
        (attributes["callback_url"] as Uri)?.OriginalString ?? attributes["callback_url"] as string;

    /// <summary>Returns the webhook, which is found in the list or created by another attempt.</summary>
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

    // Searches until the webhook appears or the server has certainly ended the request.
    private async Task<CentryWebhook?> FindCreatedAsync(CentryException failure)
    {
        string[] candidates = [];
        foreach (var delay in failure.IsPending ? [.. Delays, _caller.Options.Timeout] : Delays)
        {
            await DelayAsync(delay).ConfigureAwait(false);
            var (now, matches) = await FindCandidatesAsync(failure).ConfigureAwait(false);

            // A candidate that did not match before matches now only because time has passed: its clock is ahead.
            if (matches.FirstOrDefault(webhook => !candidates.Contains(webhook.Id!)
                && IsCreated(webhook, now) && _caller.Claim(webhook.Id!)) is { } found)
            {
                return found;
            }

            candidates = [.. matches.Select(webhook => webhook.Id!)];
        }

        return candidates.Length == 0
            ? null
            : throw Unknown(failure, Messages.CreationCandidates.With(string.Join(", ", candidates)));
    }

    // Returns the webhooks with this callback URL that no other call of the session created, and the server's time.
    private async Task<(DateTimeOffset? Now, CentryWebhook[] Matches)> FindCandidatesAsync(CentryException failure)
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
        webhook.CreatedAt >= now - _caller.Options.Time.GetElapsedTime(doubt.Started) - ClockTolerance
        && webhook.CreatedAt <= now + ClockTolerance
        && attributes.All(sent => sent.Key == "callback_url" // which FindCandidatesAsync compares
            || AttributeComparison.IsSame(sent.Key, sent.Value, ObjectAttributes.Get(webhook, sent.Key)));

    private Task DelayAsync(TimeSpan delay) => _caller.Options.Time.Delay(delay, _caller.Stop);

    private static CentryException Unknown(CentryException failure, string? more = null) => failure.As(
        CentryErrorCode.OutcomeUnknown,
        MessageFormat.Join(failure.Message, more));
}
