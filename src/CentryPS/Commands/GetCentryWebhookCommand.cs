using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Gets webhooks by id, or all webhooks of the account.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "CentryWebhook",
    DefaultParameterSetName = ByFilter,
    HelpUri = HelpLinks.Root + "Get-CentryWebhook.md")]
[OutputType(typeof(CentryWebhook))]
public sealed class GetCentryWebhookCommand : CentryGetCommand<CentryWebhook>
{
    private Func<string, bool>? _callbackUrl;

    /// <summary>Only webhooks with this callback URL. Wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Alias("callback_url")]
    [SupportsWildcards, ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    /// <summary>Only webhooks subscribed to one of these topics.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(CallbackUrl, () => _callbackUrl = CallbackPattern.Matcher(CallbackUrl, ignoresCase: true));
    }

    private protected override CentryResource<CentryWebhook> Resource => Webhooks.Resource;

    private protected override bool FiltersLocally => _callbackUrl is not null || Topic is not null;

    private protected override bool IsWanted(CentryWebhook item) =>
        (_callbackUrl is null || _callbackUrl(item.CallbackUrl ?? string.Empty))
        && (Topic is null || item.Topic.Intersect(Topic).Any());
}
