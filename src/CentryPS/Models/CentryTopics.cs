namespace CentryPS.Models;

/// <summary>
/// Converts between the module's spelling of topics, <see cref="CentryTopic.OrderSave"/>, and Centry's,
/// <c>on_order_save</c>.
/// </summary>
internal static class CentryTopics
{
    public static readonly CentryTopic[] All =
    [
        CentryTopic.ProductSave,
        CentryTopic.ProductDelete,
        CentryTopic.OrderSave,
        CentryTopic.OrderDelete,
        CentryTopic.IntegrationConfigSave,
        CentryTopic.IntegrationConfigDelete,
    ];

    /// <summary>Returns the attribute that turns a topic on or off, such as <c>on_order_save</c>.</summary>
    public static string AttributeName(CentryTopic topic) => topic switch
    {
        CentryTopic.ProductSave => "on_product_save",
        CentryTopic.ProductDelete => "on_product_delete",
        CentryTopic.OrderSave => "on_order_save",
        CentryTopic.OrderDelete => "on_order_delete",
        CentryTopic.IntegrationConfigSave => "on_integration_config_save",
        CentryTopic.IntegrationConfigDelete => "on_integration_config_delete",
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };

    /// <summary>Reads any spelling, in any case: <c>OrderSave</c>, <c>OnOrderSave</c>, <c>on_order_save</c>.</summary>
    public static bool TryParse(string text, out CentryTopic topic)
    {
        foreach (var candidate in All)
        {
            if (AreSame(text, candidate.ToString())
                || AreSame(text, "On" + candidate)
                || AreSame(text, AttributeName(candidate)))
            {
                topic = candidate;
                return true;
            }
        }

        topic = default;
        return false;
    }

    private static bool AreSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
