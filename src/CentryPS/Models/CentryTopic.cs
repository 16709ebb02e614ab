namespace CentryPS.Models;

/// <summary>An event that a webhook reports to its callback URL. Source: Centry's documentation of webhooks.</summary>
public enum CentryTopic
{
    /// <summary><c>on_product_save</c>: a product was created or changed.</summary>
    ProductSave,

    /// <summary><c>on_product_delete</c>: a product was deleted.</summary>
    ProductDelete,

    /// <summary><c>on_order_save</c>: an order was created or changed.</summary>
    OrderSave,

    /// <summary><c>on_order_delete</c>: an order was deleted.</summary>
    OrderDelete,

    /// <summary><c>on_integration_config_save</c>: an integration's settings were created or changed.</summary>
    IntegrationConfigSave,

    /// <summary><c>on_integration_config_delete</c>: an integration's settings were deleted.</summary>
    IntegrationConfigDelete,
}
