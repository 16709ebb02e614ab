using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Changes webhooks: only what is given.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryWebhook",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryWebhook.md")]
[OutputType(typeof(CentryWebhook))]
public sealed class SetCentryWebhookCommand : CentrySetCommand<CentryWebhook>
{
    /// <summary>Creates the cmdlet.</summary>
    public SetCentryWebhookCommand()
        : base(Webhooks.Resource)
    {
    }

    /// <summary>The URI that Centry is to call.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("callback_url"), ApiName("callback_url"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    /// <summary>The topics to subscribe to, and no others.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>Topics to subscribe to as well.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? AddTopic { get; set; }

    /// <summary>Topics to unsubscribe from.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? RemoveTopic { get; set; }

    /// <summary>The attribute <c>events</c>, which Centry does not document.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [ApiName("events")]
    public new string? Events { get; set; }

    /// <summary>Whether it notifies of products created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_save"), ApiName("on_product_save")]
    public bool? OnProductSave { get; set; }

    /// <summary>Whether it notifies of products deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_delete"), ApiName("on_product_delete")]
    public bool? OnProductDelete { get; set; }

    /// <summary>Whether it notifies of orders created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_save"), ApiName("on_order_save")]
    public bool? OnOrderSave { get; set; }

    /// <summary>Whether it notifies of orders deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_delete"), ApiName("on_order_delete")]
    public bool? OnOrderDelete { get; set; }

    /// <summary>Whether it notifies of integration settings created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_save"), ApiName("on_integration_config_save")]
    public bool? OnIntegrationConfigSave { get; set; }

    /// <summary>Whether it notifies of integration settings deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_delete"), ApiName("on_integration_config_delete")]
    public bool? OnIntegrationConfigDelete { get; set; }

    private protected override string Suggestion => "-CallbackUrl, -AddTopic";

    private protected override void Complete(IDictionary<string, object?> attributes, GivenAttributes given, Row? row)
    {
        given.RefuseBlank(nameof(AddTopic), nameof(RemoveTopic));
        if (AddTopic?.Intersect(RemoveTopic ?? []).ToArray() is { Length: > 0 } both)
        {
            throw CentryException.Invalid(Messages.TopicConflict, string.Join(", ", both));
        }

        if (given.Find(nameof(Topic), row, TopicAttribute.Topics) is { } topics)
        {
            WebhookTopics.Complete(attributes, topics);
        }

        WebhookTopics.Switch(attributes, AddTopic, on: true);
        WebhookTopics.Switch(attributes, RemoveTopic, on: false);
        Parameters.CallbackUrl.Check(attributes);
    }
}
