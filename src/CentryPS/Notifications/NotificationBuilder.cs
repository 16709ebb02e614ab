using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Builds notifications that Centry did not send.</summary>
internal static class NotificationBuilder
{
    /// <summary>An id that no object of Centry has.</summary>
    public const string UnusedId = "000000000000000000000000";

    public static CentryNotification Build(CentryTopic topic, string id) => topic switch
    {
        CentryTopic.OrderSave or CentryTopic.OrderDelete => new() { Topic = topic, OrderId = id },
        CentryTopic.ProductSave or CentryTopic.ProductDelete => new() { Topic = topic, ProductId = id },
        _ => new() { Topic = topic, IntegrationConfigId = id },
    };

    /// <summary>Builds a notification from the one id that its topic has.</summary>
    /// <exception cref="CentryException">The id of the topic is missing, or another is given.</exception>
    public static CentryNotification Build(
        CentryTopic topic,
        string? orderId,
        string? productId,
        string? integrationConfigId)
    {
        var id = orderId ?? productId ?? integrationConfigId ?? string.Empty;
        var notification = Build(topic, id);
        var isExpected = (notification.OrderId, notification.ProductId, notification.IntegrationConfigId)
            == (orderId, productId, integrationConfigId);
        return isExpected && !string.IsNullOrWhiteSpace(id) ? notification
            : throw CentryException.Invalid(Messages.NotificationNeedsId, topic, IdName(notification));
    }

    private static string IdName(CentryNotification notification) =>
        notification.OrderId is not null ? nameof(notification.OrderId)
        : notification.ProductId is not null ? nameof(notification.ProductId)
        : nameof(notification.IntegrationConfigId);
}
