using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>
/// What has to happen so that an account's webhooks are as desired: a function of both alone, without a state kept anywhere.
/// A webhook is known by its callback URL (<see cref="CallbackKey"/>), whoever created it.
/// </summary>
/// <param name="desired">The webhooks desired; the topics of several with one callback URL are united.</param>
/// <param name="isInScope">
/// Whether the desired list speaks of a callback URL though it does not name it; null where it speaks of those that it names alone.
/// </param>
/// <param name="prunes">Whether what is not desired is removed.</param>
internal sealed class WebhookPlan(IEnumerable<DesiredWebhook> desired, Func<string, bool>? isInScope, bool prunes)
{
    private string? _only;

    /// <summary>The scope as it was written: where it is the address of a webhook that is there or desired, it means that one alone.</summary>
    public string? Literal { get; init; }

    /// <summary>The steps for a caller's account.</summary>
    /// <exception cref="CentryException">Its webhooks cannot be had.</exception>
    public async Task<IReadOnlyList<CentryWebhookDifference>> ForAsync(ICaller caller) =>
        For(await Webhooks.Resource.GetAllAsync(caller).ConfigureAwait(false));

    /// <summary>The steps for these webhooks: in the order desired, and what is removed after all else, so that no event falls between.</summary>
    public IReadOnlyList<CentryWebhookDifference> For(IReadOnlyCollection<CentryWebhook> all)
    {
        // A webhook that moved while the list was read is in it twice, and is as it was read last.
        CentryWebhook[] there = [.. all.GroupBy(webhook => webhook.Id).Select(readings => readings.Last())];
        var company = there.FirstOrDefault()?.CompanyId;
        var oldestFirst = there
            .OrderBy(webhook => webhook.CreatedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(webhook => webhook.Id, StringComparer.Ordinal)
            .ToLookup(webhook => CallbackKey.Of(webhook.CallbackUrl));
        var groups = desired.GroupBy(webhook => CallbackKey.Of(webhook.CallbackUrl)).ToArray();
        var named = new HashSet<string>(groups.Select(group => group.Key));
        _only = Literal is not null && CallbackKey.Of(Literal) is var only && (named.Contains(only) || oldestFirst.Contains(only)) ? only : null;
        return
        [
            .. groups.SelectMany(group => Desired(group, [.. oldestFirst[group.Key]], company))
                .Concat(there.Where(webhook => !named.Contains(CallbackKey.Of(webhook.CallbackUrl)) && IsInScope(webhook)).Select(webhook => Surplus(webhook)))
                .OrderBy(step => step.Action == CentryWebhookAction.Remove),
        ];
    }

    private IEnumerable<CentryWebhookDifference> Desired(IEnumerable<DesiredWebhook> rows, CentryWebhook[] there, string? company)
    {
        var topics = CentryTopics.All.Where(topic => rows.Any(row => row.Topics.Contains(topic))).ToArray();
        return there.Length > 0
            ? WithDuplicates(Kept(there[0], topics), there.Skip(1))
            :
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

    private IEnumerable<CentryWebhookDifference> WithDuplicates(CentryWebhookDifference kept, IEnumerable<CentryWebhook> others) =>
        others.Select(webhook => Surplus(webhook, kept)).Prepend(kept);

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
