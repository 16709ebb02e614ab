using System.Text.Json;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>The webhooks of the account.</summary>
internal sealed class Webhooks : CentryResource<CentryWebhook>
{
    private Webhooks()
        : base("webhooks", CentryJson.Default.CentryWebhook, CentryJson.Default.CentryWebhookArray)
    {
    }

    public static Webhooks Resource { get; } = new();

    public override string Title => Messages.TargetWebhook;

    private protected override IEnumerable<string> Identifying =>
        ["callback_url", .. CentryTopics.All.Select(CentryTopics.AttributeName)];

    /// <summary>Creates a webhook exactly once.</summary>
    /// <param name="attributes">The attributes to send, by Centry's names. They include <c>callback_url</c>.</param>
    public CentryCall<CentryWebhook> Create(IReadOnlyDictionary<string, object?> attributes)
    {
        var once = new CentryCall<CentryWebhook>(
            HttpMethod.Post,
            ApiPath.Collection("webhooks", []),
            response => ResponseCheck.CheckApplied(ReadOne(response), attributes, response))
        {
            Json = attributes,
        };
        return once with { Settle = doubt => new WebhookCreation(once, attributes, doubt).SettleAsync() };
    }

    /// <summary>Creates a webhook exactly once, and records its attributes and its id in a journal.</summary>
    public async Task<CentryWebhook> CreateAsync(
        IReadOnlyDictionary<string, object?> attributes,
        ICaller caller,
        ChangeNote? note)
    {
        note?.StartCreation(attributes);
        var webhook = await caller.SendAsync(Create(attributes)).ConfigureAwait(false);
        note?.SetCreatedId(webhook.Id!);
        return webhook;
    }

    /// <summary>Deletes a webhook. If the outcome is unknown, checks whether the webhook still exists.</summary>
    public CentryCall<bool> Remove(string id) => new(
        HttpMethod.Delete,
        ApiPath.Item("webhooks", id, "?force=true"),
        response => JsonBody.ReadValue(response.Body) switch
        {
            true => true,
            false => throw new UnexpectedResponseException("false"),
            _ => throw new JsonException(),
        })
    {
        Settle = async doubt => await IsGoneAsync(id, doubt.Caller).ConfigureAwait(false) ? true
            : throw (doubt.Failure.InnerException is UnexpectedResponseException ? NotRemoved(id) : doubt.Failure),
    };

    /// <summary>Creates the error for a webhook that still exists although Centry accepted its removal.</summary>
    public static CentryException NotRemoved(string id) =>
        new CentryException(CentryErrorCode.NotApplied, Messages.NotRemoved.With(id))
            .Advising(Messages.NotRemovedAdvice);

    /// <summary>Reads the server's time from the <c>Date</c> header of the smallest list (RFC 9110, 6.6.1).</summary>
    public static CentryCall<DateTimeOffset?> GetServerTime() => new(
        HttpMethod.Get,
        ApiPath.Collection("webhooks", new ListQuery(1).Pairs(default)),
        response => response.Headers.Date);

    private async Task<bool> IsGoneAsync(string id, ICaller caller)
    {
        try
        {
            await caller.SendAsync(Get(id)).ConfigureAwait(false);
            return false;
        }
        catch (CentryException exception)
        {
            return exception.ErrorCode == CentryErrorCode.NotFound;
        }
    }
}
