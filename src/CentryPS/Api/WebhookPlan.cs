using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>
/// Plans the steps that bring an account's webhooks to the desired state. The plan depends only on the desired and the
/// existing webhooks, with no stored state. Webhooks are matched by callback URL (<see cref="CallbackKey"/>),
/// regardless of who created them.
/// </summary>
/// <param name="desired">The desired webhooks. Topics of several with the same callback URL are combined.</param>
/// <param name="isInScope">Returns true if an unlisted callback URL is in scope; null if none is.</param>
/// <param name="prunes">True to remove webhooks that are in scope and not desired.</param>
internal sealed class WebhookPlan(IEnumerable<CentryWebhook> desired, Func<string, bool>? isInScope, bool prunes)
{
    /// <summary>
    /// The scope as the user wrote it. If it is the callback URL of an existing or desired webhook, it is not a
    /// wildcard pattern.
    /// </summary>
    public string? Literal { get; init; }

    /// <summary>Reads the account's webhooks and returns the steps.</summary>
    public async Task<IReadOnlyList<CentryWebhookDifference>> ForAsync(ICaller caller) =>
        For(await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false));

    /// <summary>
    /// Returns the steps for the existing webhooks, in the desired order. Removals come last, so that no event is
    /// missed.
    /// </summary>
    public IReadOnlyList<CentryWebhookDifference> For(IReadOnlyCollection<CentryWebhook> all)
    {
        // A webhook that changed while the list was read may be in it twice. The last one is current.
        CentryWebhook[] current = [.. all.GroupBy(webhook => webhook.Id).Select(versions => versions.Last())];
        var company = current.FirstOrDefault()?.CompanyId;
        var oldestFirst = current
            .OrderBy(webhook => webhook.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(webhook => webhook.Id, StringComparer.Ordinal)
            .ToLookup(webhook => CallbackKey.Of(webhook.CallbackUrl));
        var groups = desired.ToLookup(webhook => CallbackKey.Of(webhook.CallbackUrl));
        var literal = Literal is null ? null : CallbackKey.Of(Literal);
        var isLiteral = literal is not null && (groups.Contains(literal) || oldestFirst.Contains(literal));
        return
        [
            .. groups.SelectMany(group => Desired(group, [.. oldestFirst[group.Key]]))
                .Concat(current
                    .Where(webhook => !groups.Contains(CallbackKey.Of(webhook.CallbackUrl)) && IsInScope(webhook))
                    .Select(webhook => Surplus(webhook, kept: null)))
                .OrderBy(step => step.Action == CentryWebhookAction.Remove),
        ];

        IEnumerable<CentryWebhookDifference> Desired(IEnumerable<CentryWebhook> rows, CentryWebhook[] existing)
        {
            var topics = CentryTopics.All.Where(topic => rows.Any(row => row.Topic.Contains(topic))).ToArray();
            if (existing.Length == 0)
            {
                var missing = new CentryWebhook { CallbackUrl = rows.First().CallbackUrl, CompanyId = company };
                return [Step(missing, CentryWebhookAction.Create, topics, Messages.DifferenceMissing)];
            }

            var kept = Kept(existing[0], topics);
            return [kept, .. existing.Skip(1).Select(webhook => Surplus(webhook, kept))];
        }

        CentryWebhookDifference Surplus(CentryWebhook webhook, CentryWebhookDifference? kept)
        {
            var isRemoved = prunes && IsInScope(webhook);
            var reason = kept is null
                ? isRemoved ? Messages.DifferenceNotDesired : Messages.DifferenceNotDesiredKept
                : isRemoved ? Messages.DifferenceDuplicate : Messages.DifferenceDuplicateKept;
            var action = isRemoved ? CentryWebhookAction.Remove : CentryWebhookAction.None;
            return Step(webhook, action, isRemoved ? [] : webhook.Topic, reason.With(kept?.Id), kept);
        }

        bool IsInScope(CentryWebhook webhook) => isLiteral
            ? CallbackKey.Of(webhook.CallbackUrl) == literal
            : isInScope?.Invoke(webhook.CallbackUrl ?? string.Empty) == true;
    }

    private static CentryWebhookDifference Kept(CentryWebhook webhook, CentryTopic[] topics)
    {
        var switched = CentryTopics.All
            .Where(topic => topics.Contains(topic) != webhook.Topic.Contains(topic))
            .Select(topic => (topics.Contains(topic) ? "+" : "-") + topic)
            .ToArray();
        return switched.Length == 0
            ? Step(webhook, CentryWebhookAction.None, topics, reason: null)
            : Step(webhook, CentryWebhookAction.Update, topics, string.Join(" ", switched));
    }

    private static CentryWebhookDifference Step(
        CentryWebhook webhook,
        CentryWebhookAction action,
        CentryTopic[] topics,
        string? reason,
        CentryWebhookDifference? kept = null) => new()
        {
            Action = action,
            CallbackUrl = webhook.CallbackUrl,
            Topic = topics,
            CurrentTopic = webhook.Topic,
            Id = webhook.Id,
            DuplicateOf = kept?.Id,
            Kept = kept,
            CompanyId = webhook.CompanyId,
            Reason = reason,
        };
}
