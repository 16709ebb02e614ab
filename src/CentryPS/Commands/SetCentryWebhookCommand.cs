using System.Collections;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>Changes webhooks: only what is given.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryWebhook",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryWebhook.md")]
[OutputType(typeof(CentryWebhook))]
public sealed class SetCentryWebhookCommand : CentryChangeCommand<CentryWebhook, CentryWebhook>
{
    private BoundAttributes? _bound;

    /// <summary>The address that Centry is to call.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("callback_url"), ApiName("callback_url")]
    public string? CallbackUrl { get; set; }

    /// <summary>The topics that it is to tell of, and no others.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Topic, AllowEmptyCollection]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>Topics to tell of as well.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? AddTopic { get; set; }

    /// <summary>Topics to tell of no longer.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? RemoveTopic { get; set; }

    /// <summary>The attribute <c>events</c>, which Centry does not document.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [ApiName("events"), Text]
    public new string? Events { get; set; }

    /// <summary>Whether it tells of products created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_save"), ApiName("on_product_save"), Flag]
    public bool? OnProductSave { get; set; }

    /// <summary>Whether it tells of products deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_product_delete"), ApiName("on_product_delete"), Flag]
    public bool? OnProductDelete { get; set; }

    /// <summary>Whether it tells of orders created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_save"), ApiName("on_order_save"), Flag]
    public bool? OnOrderSave { get; set; }

    /// <summary>Whether it tells of orders deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_order_delete"), ApiName("on_order_delete"), Flag]
    public bool? OnOrderDelete { get; set; }

    /// <summary>Whether it tells of integration settings created or changed.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_save"), ApiName("on_integration_config_save"), Flag]
    public bool? OnIntegrationConfigSave { get; set; }

    /// <summary>Whether it tells of integration settings deleted.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    [Alias("on_integration_config_delete"), ApiName("on_integration_config_delete"), Flag]
    public bool? OnIntegrationConfigDelete { get; set; }

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _bound = new BoundAttributes(this);
    }

    private protected override void Change(object target, string id)
    {
        var attributes = Attributes();
        if (ShouldProcess(Text(Messages.TargetWebhook, id), Text(Messages.ActionUpdate, string.Join(", ", attributes.Keys))))
        {
            var body = JsonBody.Write(attributes);
            Start(target, id, token => Api.UpdateWebhookAsync(id, body, Observer, token));
        }
    }

    private protected override void Emit(CentryWebhook result, object target) => WriteObject(result);

    private Dictionary<string, object?> Attributes()
    {
        if (AddTopic?.Intersect(RemoveTopic ?? []).ToArray() is { Length: > 0 } both)
        {
            throw CentryErrors.Invalid(Messages.TopicConflict, string.Join(", ", both));
        }

        var attributes = new Dictionary<string, object?>();
        if (_bound!.IsSaid(nameof(Topic)))
        {
            WebhookTopics.SwitchAll(attributes, Topic);
        }

        foreach (var pair in _bound.Collect(Property))
        {
            attributes[pair.Key] = pair.Value;
        }

        WebhookTopics.Switch(attributes, AddTopic, on: true);
        WebhookTopics.Switch(attributes, RemoveTopic, on: false);
        CallbackAddress.Check(attributes);
        return attributes.Count > 0 ? attributes : throw CentryErrors.Invalid(Messages.NothingToChange, "-CallbackUrl, -AddTopic");
    }
}
