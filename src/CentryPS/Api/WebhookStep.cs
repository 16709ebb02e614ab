using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>Applies the steps of a <see cref="WebhookPlan"/>.</summary>
internal static class WebhookStep
{
    /// <summary>Returns the attributes to send, for an existing webhook only those that differ.</summary>
    public static Dictionary<string, object?> Attributes(CentryWebhookDifference step)
    {
        var attributes = new Dictionary<string, object?>();
        if (step.Action == CentryWebhookAction.Create)
        {
            attributes["callback_url"] = step.CallbackUrl;
        }

        var topics = CentryTopics.All.Where(topic => step.Topic.Contains(topic) != step.CurrentTopic.Contains(topic));
        foreach (var topic in topics)
        {
            attributes[CentryTopics.AttributeName(topic)] = step.Topic.Contains(topic);
        }

        return attributes;
    }

    /// <summary>
    /// Applies a step and returns it. A webhook is read again just before it is changed or removed, since the plan may
    /// be based on an old list. After a prompt, a creation first checks that the webhook is still missing.
    /// </summary>
    /// <exception cref="CentryException">It has changed, Centry refuses, or the outcome is unknown.</exception>
    public static async Task<CentryWebhookDifference> ApplyAsync(
        CentryWebhookDifference step,
        ICaller caller,
        ChangeNote? note,
        bool wasAsked)
    {
        switch (step.Action)
        {
            case CentryWebhookAction.Create:
                await CreateAsync(step, caller, note, wasAsked).ConfigureAwait(false);
                break;
            case CentryWebhookAction.Update:
                var change = new ObjectChange(step.Id, Attributes(step));
                var now = await CheckAsync(step, step.CurrentTopic, caller).ConfigureAwait(false);
                note?.StartUpdate(now, change);
                await caller.SendAsync(Webhooks.Resource.Update(change)).ConfigureAwait(false);
                break;
            case CentryWebhookAction.Remove:
                await RemoveAsync(step, caller, note).ConfigureAwait(false);
                break;
        }

        return step;
    }

    /// <summary>Returns a notice if Centry stored the callback URL in another form; null otherwise.</summary>
    public static string? Kept(string? callbackUrl, CentryWebhook created) =>
        created.CallbackUrl is null || created.CallbackUrl == callbackUrl
            ? null
            : Messages.CallbackUrlKept.With(TerminalText.Show(created.CallbackUrl), callbackUrl);

    private static async Task CreateAsync(CentryWebhookDifference step, ICaller caller, ChangeNote? note, bool wasAsked)
    {
        if (wasAsked)
        {
            await CheckMissingAsync(step, caller).ConfigureAwait(false);
        }

        var created = await Webhooks.Resource.CreateAsync(Attributes(step), caller, note).ConfigureAwait(false);
        (step.Id, step.CompanyId) = (created.Id, created.CompanyId);
        step.Reason = Kept(step.CallbackUrl, created) ?? step.Reason;
        if (!CallbackKey.AreEqual(created.CallbackUrl, step.CallbackUrl))
        {
            await AdoptEarlierAsync(step, created, caller).ConfigureAwait(false);
        }
    }

    // If the server stores callback URLs in another form, it may have the webhook of an earlier run in that form. The
    // new webhook is then removed as a duplicate.
    private static async Task AdoptEarlierAsync(CentryWebhookDifference step, CentryWebhook created, ICaller caller)
    {
        var all = await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false);
        var earlier = all.FirstOrDefault(webhook =>
            webhook.Id != created.Id && CallbackKey.AreEqual(webhook.CallbackUrl, created.CallbackUrl));
        if (earlier is not null && earlier.Topic.SequenceEqual(created.Topic))
        {
            await caller.SendAsync(Webhooks.Resource.Remove(created.Id!)).ConfigureAwait(false);
            (step.Action, step.Id) = (CentryWebhookAction.None, earlier.Id);
        }
    }

    // Succeeds if the webhook has been removed meanwhile. A duplicate is removed only if the webhook to keep is as
    // planned.
    private static async Task RemoveAsync(CentryWebhookDifference step, ICaller caller, ChangeNote? note)
    {
        CentryWebhook? now = null;
        try
        {
            if (step.Kept is { } kept)
            {
                await CheckKeptAsync(kept, caller).ConfigureAwait(false);
            }

            now = await CheckAsync(step, step.CurrentTopic, caller).ConfigureAwait(false);
            note?.StartRemoval(now);
            await caller.SendAsync(Webhooks.Resource.Remove(step.Id!)).ConfigureAwait(false);
            await caller.SendAsync(Webhooks.Resource.Get(step.Id!)).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.NotFound)
        {
            if (now is null)
            {
                note?.StartWithoutChange();
            }

            return;
        }

        throw Webhooks.NotRemoved(step.Id!);
    }

    private static async Task CheckKeptAsync(CentryWebhookDifference kept, ICaller caller)
    {
        try
        {
            await CheckAsync(kept, kept.Topic, caller).ConfigureAwait(false);
        }
        catch (CentryException gone) when (gone.ErrorCode == CentryErrorCode.NotFound)
        {
            throw gone.As(CentryErrorCode.Conflict, Messages.RemovedSinceShown.With(kept.Id))
                .Advising(Messages.ChangedSinceShownAdvice);
        }
    }

    private static Task<CentryWebhook> CheckAsync(
        CentryWebhookDifference step,
        CentryTopic[] topics,
        ICaller caller) => Webhooks.Resource.CheckAsShownAsync(
            new CentryWebhook { Id = step.Id, CallbackUrl = step.CallbackUrl, Topic = topics },
            ObjectChange.None,
            caller);

    private static async Task CheckMissingAsync(CentryWebhookDifference step, ICaller caller)
    {
        var all = await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false);
        if (all.FirstOrDefault(webhook => CallbackKey.AreEqual(webhook.CallbackUrl, step.CallbackUrl)) is { } existing)
        {
            var message = Messages.CreatedSinceShown.With(TerminalText.Show(existing.Label), existing.Id);
            throw new CentryException(CentryErrorCode.Conflict, message).Advising(Messages.ChangedSinceShownAdvice);
        }
    }
}
