using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Makes notifications that Centry did not bring.</summary>
internal static class NotificationAbout
{
    /// <summary>An id that no object of Centry has.</summary>
    public const string Nothing = "000000000000000000000000";

    /// <summary>A notification of a topic about the object with an id.</summary>
    public static CentryNotification Object(CentryTopic topic, string id) => topic switch
    {
        CentryTopic.OrderSave or CentryTopic.OrderDelete => new CentryNotification { Topic = topic, OrderId = id },
        CentryTopic.ProductSave or CentryTopic.ProductDelete => new CentryNotification { Topic = topic, ProductId = id },
        _ => new CentryNotification { Topic = topic, IntegrationConfigId = id },
    };

    /// <summary>A notification of a topic, with the one id that it has.</summary>
    /// <exception cref="CentryException">The id of the topic is not given, or another is.</exception>
    public static CentryNotification Object(CentryTopic topic, string? orderId, string? productId, string? integrationConfigId)
    {
        var id = orderId ?? productId ?? integrationConfigId ?? string.Empty;
        var notification = Object(topic, id);
        return !string.IsNullOrWhiteSpace(id)
            && notification.OrderId == orderId && notification.ProductId == productId && notification.IntegrationConfigId == integrationConfigId
            ? notification
            : throw CentryException.Invalid(Messages.NotificationNeedsId, topic, IdName(notification));
    }

    private static string IdName(CentryNotification notification) =>
        notification.OrderId is not null ? nameof(notification.OrderId)
        : notification.ProductId is not null ? nameof(notification.ProductId)
        : nameof(notification.IntegrationConfigId);
}
