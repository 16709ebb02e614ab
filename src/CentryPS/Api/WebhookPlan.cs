using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>
/// Plans the steps that bring an account's webhooks to the desired state. The plan depends only on the desired and the
/// existing webhooks, with no stored state. Webhooks are matched by callback URL (<see cref="CallbackKey"/>),
/// regardless of who created them.
/// </summary>
/// <param name="desired">The desired webhooks. Topics of several with the same callback URL are combined.</param>
/// <param name="isInScope">Tells if an unlisted callback URL is in scope; null if only listed URLs are.</param>
/// <param name="prunes">True to remove webhooks that are in scope and not desired.</param>
internal sealed class WebhookPlan(IEnumerable<DesiredWebhook> desired, Func<string, bool>? isInScope, bool prunes)
{
    private string? _only;

    /// <summary>
    /// The scope as the user wrote it. If it is the callback URL of an existing or desired webhook, no wildcard in it
    /// is interpreted.
    /// </summary>
    public string? Literal { get; init; }

    /// <summary>Reads the account's webhooks and returns the steps.</summary>
    /// <exception cref="CentryException">The webhooks cannot be read.</exception>
    public async Task<IReadOnlyList<CentryWebhookDifference>> ForAsync(ICaller caller) =>
        For(await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false));

    /// <summary>
    /// Returns the steps for the existing webhooks, in the desired order. Removals come last, so that no event is
    /// missed.
    /// </summary>
    public IReadOnlyList<CentryWebhookDifference> For(IReadOnlyCollection<CentryWebhook> all)
    {
        // A webhook that changed while the list was read may appear twice: the last reading is current.
        CentryWebhook[] there = [.. all.GroupBy(webhook => webhook.Id).Select(readings => readings.Last())];
        var company = there.FirstOrDefault()?.CompanyId;
        var oldestFirst = there
            .OrderBy(webhook => webhook.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(webhook => webhook.Id, StringComparer.Ordinal)
            .ToLookup(webhook => CallbackKey.Of(webhook.CallbackUrl));
        var groups = desired.GroupBy(webhook => CallbackKey.Of(webhook.CallbackUrl)).ToArray();
        var named = new HashSet<string>(groups.Select(group => group.Key));
        var literal = Literal is null ? null : CallbackKey.Of(Literal);
        _only = literal is not null && (named.Contains(literal) || oldestFirst.Contains(literal)) ? literal : null;
        var others = there.Where(webhook => !named.Contains(CallbackKey.Of(webhook.CallbackUrl)) && IsInScope(webhook));
        return
        [
            .. groups.SelectMany(group => Desired(group, [.. oldestFirst[group.Key]], company))
                .Concat(others.Select(webhook => Surplus(webhook)))
                .OrderBy(step => step.Action == CentryWebhookAction.Remove),
        ];
    }

    private IEnumerable<CentryWebhookDifference> Desired(
        IEnumerable<DesiredWebhook> rows,
        CentryWebhook[] there,
        string? company)
    {
        var topics = CentryTopics.All.Where(topic => rows.Any(row => row.Topics.Contains(topic))).ToArray();
        if (there.Length > 0)
        {
            var kept = Kept(there[0], topics);
            return [kept, .. there.Skip(1).Select(webhook => Surplus(webhook, kept))];
        }

        return
        [
            new CentryWebhookDifference
            {
                Action = CentryWebhookAction.Create,
                CallbackUrl = rows.First().CallbackUrl,
                Topic = topics,
                CompanyId = company,
                Reason = Messages.DifferenceMissing,
            },
        ];
    }

    private static CentryWebhookDifference Kept(CentryWebhook webhook, CentryTopic[] topics)
    {
        var switched = CentryTopics.All
            .Where(topic => topics.Contains(topic) != webhook.Topic.Contains(topic))
            .Select(topic => (topics.Contains(topic) ? "+" : "-") + topic)
            .ToArray();
        return new CentryWebhookDifference
        {
            Action = switched.Length == 0 ? CentryWebhookAction.None : CentryWebhookAction.Update,
            CallbackUrl = webhook.CallbackUrl,
            Topic = topics,
            CurrentTopic = webhook.Topic,
            Id = webhook.Id,
            CompanyId = webhook.CompanyId,
            Reason = switched.Length == 0 ? null : string.Join(" ", switched),
        };
    }

    private CentryWebhookDifference Surplus(CentryWebhook webhook, CentryWebhookDifference? kept = null)
    {
        var isRemoved = prunes && IsInScope(webhook);
        var reason = kept is null
            ? isRemoved ? Messages.DifferenceNotDesired : Messages.DifferenceNotDesiredKept
            : isRemoved ? Messages.DifferenceDuplicate : Messages.DifferenceDuplicateKept;
        return new CentryWebhookDifference
        {
            Action = isRemoved ? CentryWebhookAction.Remove : CentryWebhookAction.None,
            CallbackUrl = webhook.CallbackUrl,
            Topic = isRemoved ? [] : webhook.Topic,
            CurrentTopic = webhook.Topic,
            Id = webhook.Id,
            DuplicateOf = kept?.Id,
            Kept = kept,
            CompanyId = webhook.CompanyId,
            Reason = reason.With(kept?.Id),
        };
    }

    private bool IsInScope(CentryWebhook webhook) => _only is null
        ? isInScope?.Invoke(webhook.CallbackUrl ?? string.Empty) == true
        : CallbackKey.Of(webhook.CallbackUrl) == _only;
}
