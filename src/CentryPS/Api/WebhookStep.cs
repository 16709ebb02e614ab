using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>A step of a plan as what is sent for it.</summary>
internal static class WebhookStep
{
    /// <summary>The attributes by Centry's names: of a webhook that is there the flags that differ, and no others.</summary>
    public static Dictionary<string, object?> Attributes(CentryWebhookDifference step)
    {
        var attributes = new Dictionary<string, object?>();
        if (step.Action == CentryWebhookAction.Create)
        {
            attributes["callback_url"] = step.CallbackUrl;
        }

        foreach (var topic in CentryTopics.All.Where(topic => step.Topic.Contains(topic) != step.CurrentTopic.Contains(topic)))
        {
            attributes[CentryTopics.AttributeName(topic)] = step.Topic.Contains(topic);
        }

        return attributes;
    }

    /// <summary>
    /// Applies the step, and gives it once it is applied. A webhook is read again just before it is changed or removed, since the list
    /// that the plan was made from may be old by then.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="caller">What sends the calls.</param>
    /// <param name="note">Notes the change before it is sent.</param>
    /// <param name="wasAsked">Whether the user was asked meanwhile, so that a webhook may have been created too.</param>
    /// <exception cref="CentryException">The webhook has changed, Centry refuses, or the outcome is not known.</exception>
    public static async Task<CentryWebhookDifference> TakeAsync(CentryWebhookDifference step, ICaller caller, ChangeNote note, bool wasAsked)
    {
        switch (step.Action)
        {
            case CentryWebhookAction.Create:
                if (wasAsked)
                {
                    await CheckMissingAsync(step, caller).ConfigureAwait(false);
                }

                note.Create(Attributes(step));
                var created = await caller.SendAsync(Webhooks.Resource.Create(Attributes(step))).ConfigureAwait(false);
                note.Created(created.Id!);
                (step.Id, step.CompanyId) = (created.Id, created.CompanyId);
                step.Reason = Kept(step.CallbackUrl, created) ?? step.Reason;
                if (CallbackKey.Of(created.CallbackUrl) != CallbackKey.Of(step.CallbackUrl))
                {
                    await AdoptAsync(step, created, caller).ConfigureAwait(false);
                }

                break;
            case CentryWebhookAction.Update:
                var change = new ObjectChange(step.Id, Attributes(step));
                note.Update(await CheckAsync(step, caller).ConfigureAwait(false), change);
                await caller.SendAsync(Webhooks.Resource.Update(change)).ConfigureAwait(false);
                break;
            case CentryWebhookAction.Remove:
                await RemoveAsync(step, caller, note).ConfigureAwait(false);
                break;
        }

        return step;
    }

    /// <summary>Says in which form of its own Centry keeps an address; null where it is kept as it was sent.</summary>
    public static string? Kept(string? callbackUrl, CentryWebhook created) => created.CallbackUrl is null || created.CallbackUrl == callbackUrl
        ? null
        : Messages.CallbackUrlKept.With(TerminalText.Show(created.CallbackUrl), callbackUrl);

    // A server that keeps addresses in a form of its own has the webhook of an earlier run in that form: no second one is left behind.
    private static async Task AdoptAsync(CentryWebhookDifference step, CentryWebhook created, ICaller caller)
    {
        var all = await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false);
        var earlier = all.FirstOrDefault(webhook => webhook.Id != created.Id && CallbackKey.Of(webhook.CallbackUrl) == CallbackKey.Of(created.CallbackUrl));
        if (earlier is not null && earlier.Topic.SequenceEqual(created.Topic))
        {
            await caller.SendAsync(Webhooks.Resource.Remove(created.Id!)).ConfigureAwait(false);
            (step.Action, step.Id) = (CentryWebhookAction.None, earlier.Id);
        }
    }

    // A webhook that has been removed meanwhile is as desired. A duplicate is one only while the webhook that is kept is as it is to be.
    private static async Task RemoveAsync(CentryWebhookDifference step, ICaller caller, ChangeNote note)
    {
        var isNoted = false;
        try
        {
            if (step.Kept is { } kept)
            {
                await CheckKeptAsync(kept, caller).ConfigureAwait(false);
            }

            note.Remove(await CheckAsync(step, caller).ConfigureAwait(false));
            isNoted = true;
            await caller.SendAsync(Webhooks.Resource.Remove(step.Id!)).ConfigureAwait(false);
            await caller.SendAsync(Webhooks.Resource.Get(step.Id!)).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.NotFound)
        {
            if (!isNoted)
            {
                note.Leave();
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
            throw gone.As(CentryErrorCode.Conflict, Messages.RemovedSinceShown.With(kept.Id)).Advising(Messages.ChangedSinceShownAdvice);
        }
    }

    private static Task<CentryWebhook> CheckAsync(CentryWebhookDifference step, ICaller caller) => CheckAsync(step, step.CurrentTopic, caller);

    private static Task<CentryWebhook> CheckAsync(CentryWebhookDifference step, CentryTopic[] topics, ICaller caller) => Webhooks.Resource.CheckAsShownAsync(
        new CentryWebhook { Id = step.Id, CallbackUrl = step.CallbackUrl, Topic = topics },
        ObjectChange.None,
        caller);

    private static async Task CheckMissingAsync(CentryWebhookDifference step, ICaller caller)
    {
        var all = await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false);
        if (all.FirstOrDefault(webhook => CallbackKey.Of(webhook.CallbackUrl) == CallbackKey.Of(step.CallbackUrl)) is { } there)
        {
            throw new CentryException(CentryErrorCode.Conflict, Messages.CreatedSinceShown.With(TerminalText.Show(there.Label), there.Id))
                .Advising(Messages.ChangedSinceShownAdvice);
        }
    }
}
