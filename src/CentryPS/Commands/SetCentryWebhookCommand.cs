using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Changes the specified attributes of webhooks.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryWebhook",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryWebhook.md")]
[OutputType(typeof(CentryWebhook))]
public sealed class SetCentryWebhookCommand : CentrySetCommand<CentryWebhook>
{
    /// <summary>The URL that Centry calls.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("callback_url"), ApiName, ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    /// <summary>The topics to subscribe to, and no others.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>Topics to subscribe to in addition.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? AddTopic { get; set; }

    /// <summary>Topics to unsubscribe from.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? RemoveTopic { get; set; }

    /// <summary>The attribute <c>events</c>, which Centry does not document.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [ApiName]
    public new string? Events { get; set; }

    /// <summary>Whether products that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_product_save"), ApiName]
    public bool? OnProductSave { get; set; }

    /// <summary>Whether deleted products are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_product_delete"), ApiName]
    public bool? OnProductDelete { get; set; }

    /// <summary>Whether orders that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_order_save"), ApiName]
    public bool? OnOrderSave { get; set; }

    /// <summary>Whether deleted orders are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_order_delete"), ApiName]
    public bool? OnOrderDelete { get; set; }

    /// <summary>Whether integration settings that are created or changed are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_integration_config_save"), ApiName]
    public bool? OnIntegrationConfigSave { get; set; }

    /// <summary>Whether deleted integration settings are notified.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByObject)]
    [Alias("on_integration_config_delete"), ApiName]
    public bool? OnIntegrationConfigDelete { get; set; }

    private protected override CentryResource<CentryWebhook> Resource => Webhooks.Resource;

    private protected override string Suggestion => "-CallbackUrl, -AddTopic";

    private protected override void Complete(IDictionary<string, object?> attributes, GivenAttributes given, Row? row)
    {
        given.RefuseBlank(nameof(AddTopic), nameof(RemoveTopic));
        if (AddTopic?.Intersect(RemoveTopic ?? []).ToArray() is { Length: > 0 } both)
        {
            throw CentryException.Invalid(Messages.TopicConflict, string.Join(", ", both));
        }

        if (given.Topics(row) is { } topics)
        {
            var others = CentryTopics.All
                .Where(topic => !attributes.ContainsKey(CentryTopics.AttributeName(topic)))
                .ToLookup(topics.Contains);
            TopicAttribute.SetFlags(attributes, others[true], value: true);
            TopicAttribute.SetFlags(attributes, others[false], value: false);
        }

        TopicAttribute.SetFlags(attributes, AddTopic, value: true);
        TopicAttribute.SetFlags(attributes, RemoveTopic, value: false);
        if (attributes.TryGetValue(Parameters.CallbackUrl.Name, out var callbackUrl))
        {
            Parameters.CallbackUrl.Check(callbackUrl);
        }
    }
}
