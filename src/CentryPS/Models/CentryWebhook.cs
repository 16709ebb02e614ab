using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>A webhook: a URI that Centry calls when something happens in the company's account.</summary>
public sealed class CentryWebhook : CentryAccountObject
{
    /// <summary>The URI that Centry calls, as Centry has it to the letter (<c>callback_url</c>).</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>The topics that are on. Setting it turns on these and turns off all others.</summary>
    [JsonIgnore]
    public CentryTopic[] Topic
    {
        get => CentryTopics.All.Where(IsOn).ToArray();
        set
        {
            foreach (var topic in CentryTopics.All)
            {
                Switch(topic, on: value?.Contains(topic) ?? false);
            }
        }
    }

    /// <summary><c>on_product_save</c>: it notifies of products created or changed.</summary>
    public bool OnProductSave { get; set; }

    /// <summary><c>on_product_delete</c>: it notifies of products deleted.</summary>
    public bool OnProductDelete { get; set; }

    /// <summary><c>on_order_save</c>: it notifies of orders created or changed.</summary>
    public bool OnOrderSave { get; set; }

    /// <summary><c>on_order_delete</c>: it notifies of orders deleted.</summary>
    public bool OnOrderDelete { get; set; }

    /// <summary><c>on_integration_config_save</c>: it notifies of integration settings created or changed.</summary>
    public bool OnIntegrationConfigSave { get; set; }

    /// <summary><c>on_integration_config_delete</c>: it notifies of integration settings deleted.</summary>
    public bool OnIntegrationConfigDelete { get; set; }

    /// <summary>Pending events (<c>events</c>), whose content Centry does not document.</summary>
    public string? Events { get; set; }

    /// <summary>The application that it belongs to (<c>app_id</c>).</summary>
    public string? AppId { get; set; }

    internal override string Label => CallbackUrl ?? base.Label;

    private bool IsOn(CentryTopic topic) => topic switch
    {
        CentryTopic.ProductSave => OnProductSave,
        CentryTopic.ProductDelete => OnProductDelete,
        CentryTopic.OrderSave => OnOrderSave,
        CentryTopic.OrderDelete => OnOrderDelete,
        CentryTopic.IntegrationConfigSave => OnIntegrationConfigSave,
        _ => OnIntegrationConfigDelete,
    };

    private void Switch(CentryTopic topic, bool on) => _ = topic switch
    {
        CentryTopic.ProductSave => OnProductSave = on,
        CentryTopic.ProductDelete => OnProductDelete = on,
        CentryTopic.OrderSave => OnOrderSave = on,
        CentryTopic.OrderDelete => OnOrderDelete = on,
        CentryTopic.IntegrationConfigSave => OnIntegrationConfigSave = on,
        _ => OnIntegrationConfigDelete = on,
    };
}
