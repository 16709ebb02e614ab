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
    public override CentryCall<CentryWebhook> Create(IReadOnlyDictionary<string, object?> attributes)
    {
        var once = base.Create(attributes);
        return once with { Settle = doubt => new WebhookCreation(once, attributes, doubt).SettleAsync() };
    }

    public override CentryCall<bool> Remove(string id) => Remove(id, "?force=true");

    /// <summary>Reads the server's time from the <c>Date</c> header of the smallest list (RFC 9110, 6.6.1).</summary>
    public static CentryCall<DateTimeOffset?> GetServerTime() => new(
        HttpMethod.Get,
        ApiPath.Collection("webhooks", new ListQuery(1).Pairs(default)),
        response => response.Headers.Date);
}
