using System.Reflection;
using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>A webhook: a URI that Centry calls when something happens in the company's account.</summary>
public sealed class CentryWebhook : CentryAccountObject
{
    /// <summary>The callback URL exactly as Centry stores it (<c>callback_url</c>).</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>The topics that are on. Setting them turns off all others.</summary>
    [JsonIgnore]
    public CentryTopic[] Topic
    {
        get => [.. CentryTopics.All.Where(topic => Flag(topic).GetValue(this) is true)];
        set
        {
            foreach (var topic in CentryTopics.All)
            {
                Flag(topic).SetValue(this, value?.Contains(topic) == true);
            }
        }
    }

    /// <summary><c>on_product_save</c>: notifies about created or changed products.</summary>
    public bool OnProductSave { get; set; }

    /// <summary><c>on_product_delete</c>: notifies about deleted products.</summary>
    public bool OnProductDelete { get; set; }

    /// <summary><c>on_order_save</c>: notifies about created or changed orders.</summary>
    public bool OnOrderSave { get; set; }

    /// <summary><c>on_order_delete</c>: notifies about deleted orders.</summary>
    public bool OnOrderDelete { get; set; }

    /// <summary><c>on_integration_config_save</c>: notifies about created or changed integration settings.</summary>
    public bool OnIntegrationConfigSave { get; set; }

    /// <summary><c>on_integration_config_delete</c>: notifies about deleted integration settings.</summary>
    public bool OnIntegrationConfigDelete { get; set; }

    /// <summary>Pending events (<c>events</c>). Centry does not document their content.</summary>
    public string? Events { get; set; }

    /// <summary>The application that the webhook belongs to (<c>app_id</c>).</summary>
    public string? AppId { get; set; }

    internal override string Label => CallbackUrl ?? base.Label;

    private static PropertyInfo Flag(CentryTopic topic) => typeof(CentryWebhook).GetProperty("On" + topic)!;
}
