using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>
/// Settles whether a webhook was created whose answer was lost, though Centry has no idempotency key. It looks whether the
/// webhook is there, and only where none of its URI is there it is sent again. One that cannot be told from an older one is
/// named, and nothing is sent: the server's clocks (<c>Date</c>, <c>created_at</c>) may be any time apart.
/// </summary>
internal sealed class WebhookCreation(
    CentryCall<CentryWebhook> once,
    IReadOnlyDictionary<string, object?> attributes,
    CallInDoubt doubt)
{
    // The Date header has whole seconds, and two clocks that agree may still be a little apart.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan[] Looks = [.. new[] { 0, 1, 2, 4 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private readonly ICaller _caller = doubt.Caller;
    private readonly string? _callbackUrl = (attributes["callback_url"] as Uri)?.OriginalString ?? attributes["callback_url"] as string;

    /// <summary>Gives the webhook, whether a look at the list or another attempt brought it.</summary>
    /// <exception cref="CentryException">It was not created, or nobody can know.</exception>
    public async Task<CentryWebhook> SettleAsync()
    {
        var failure = doubt.Failure;
        for (var tries = 1; ; tries++)
        {
            if (await LookAsync(failure).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            // A server that was too slow may still create it; sent again, it could be there twice.
            if (failure.IsPending || failure.IsFinal || tries > _caller.Options.MaximumRetryCount)
            {
                throw failure.IsPending ? Unknown(failure) : failure;
            }

            await DelayAsync(RetryPolicy.Backoff(tries)).ConfigureAwait(false);
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

    /// <summary>Looks for it until it appears, for as long as the server may still be at it.</summary>
    private async Task<CentryWebhook?> LookAsync(CentryException failure)
    {
        string[] candidates = [];
        foreach (var wait in failure.IsPending ? [.. Looks, _caller.Options.Timeout] : Looks)
        {
            await DelayAsync(wait).ConfigureAwait(false);
            var (now, there) = await FindAsync(failure).ConfigureAwait(false);

            // One that was there at the look before and was not it is of a clock ahead, and does not become it by waiting.
            if (there.FirstOrDefault(webhook => !candidates.Contains(webhook.Id!) && IsIt(webhook, now) && _caller.Claim(webhook.Id!)) is { } found)
            {
                return found;
            }

            candidates = [.. there.Select(webhook => webhook.Id!)];
        }

        return candidates.Length == 0
            ? null
            : throw Unknown(failure, Messages.CreationCandidates.With(string.Join(", ", candidates)));
    }

    /// <summary>The webhooks of this URI that no call of this session made, and the time by the server's clock.</summary>
    private async Task<(DateTimeOffset? Now, List<CentryWebhook> There)> FindAsync(CentryException failure)
    {
        try
        {
            var now = await _caller.SendAsync(Webhooks.GetServerTime()).ConfigureAwait(false);
            var all = await Webhooks.Resource.GetAllAsync(_caller).ConfigureAwait(false);
            return (now, [.. all.Where(webhook => (CallbackKey.Of(webhook.CallbackUrl) == CallbackKey.Of(_callbackUrl) || CallbackKey.IsForm(webhook.CallbackUrl, _callbackUrl)) && !_caller.IsClaimed(webhook.Id!))]);
        }
        catch (CentryException)
        {
            throw Unknown(failure);
        }
    }

    /// <summary>Whether it was created since the call began, with the attributes that were sent.</summary>
    private bool IsIt(CentryWebhook webhook, DateTimeOffset? now) =>
        webhook.CreatedAt >= now - _caller.Options.Time.GetElapsedTime(doubt.Started) - Slack
        && webhook.CreatedAt <= now + Slack
        && HasAttributes(webhook);

    // Its address is the one asked for, in a form that may be the server's own.
    private bool HasAttributes(CentryWebhook webhook)
    {
        var there = (IDictionary<string, object?>)JsonBody.ReadValue(JsonBody.Write(webhook))!;
        return attributes.Where(sent => sent.Key != "callback_url").All(sent =>
            JsonBody.Write(sent.Value).SequenceEqual(JsonBody.Write(there.TryGetValue(sent.Key, out var value) ? value : null)));
    }

    private Task DelayAsync(TimeSpan wait) => _caller.Options.Time.Delay(wait, _caller.Stop);

    private static CentryException Unknown(CentryException failure, string? more = null) => failure.As(
        CentryErrorCode.OutcomeUnknown,
        MessageFormat.Join(failure.Message, more));
}
