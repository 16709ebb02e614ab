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

    /// <summary>Takes the step; gives it once it is so.</summary>
    /// <exception cref="CentryException">Centry refuses, or nobody can know whether it is so.</exception>
    public static async Task<CentryWebhookDifference> TakeAsync(CentryWebhookDifference step, ICaller caller)
    {
        switch (step.Action)
        {
            case CentryWebhookAction.Create:
                var created = await caller.SendAsync(Webhooks.Resource.Create(Attributes(step))).ConfigureAwait(false);
                (step.Id, step.CompanyId) = (created.Id, created.CompanyId);
                step.Reason = Kept(step.CallbackUrl, created) ?? step.Reason;
                break;
            case CentryWebhookAction.Update:
                await caller.SendAsync(Webhooks.Resource.Update(new ObjectChange(step.Id, Attributes(step)))).ConfigureAwait(false);
                break;
            case CentryWebhookAction.Remove:
                await RemoveAsync(step.Id!, caller).ConfigureAwait(false);
                break;
        }

        return step;
    }

    /// <summary>Says in which form of its own Centry keeps an address; null where it is kept as it was sent.</summary>
    public static string? Kept(string? callbackUrl, CentryWebhook created) => created.CallbackUrl is null || created.CallbackUrl == callbackUrl
        ? null
        : Messages.CallbackUrlKept.With(TerminalText.Show(created.CallbackUrl), callbackUrl);

    // One that somebody else has removed meanwhile is as it is desired.
    private static async Task RemoveAsync(string id, ICaller caller)
    {
        try
        {
            await caller.SendAsync(Webhooks.Resource.Remove(id)).ConfigureAwait(false);
            await caller.SendAsync(Webhooks.Resource.Get(id)).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode == CentryErrorCode.NotFound)
        {
            return;
        }

        throw new CentryException(CentryErrorCode.NotApplied, Messages.NotRemoved.With(id));
    }
}
