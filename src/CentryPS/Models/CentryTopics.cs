using System.Text.Json;

namespace CentryPS.Models;

/// <summary>
/// Converts between the module's spelling of topics, <see cref="CentryTopic.OrderSave"/>, and Centry's,
/// <c>on_order_save</c>.
/// </summary>
internal static class CentryTopics
{
    public static readonly CentryTopic[] All = (CentryTopic[])typeof(CentryTopic).GetEnumValues();

    /// <summary>Returns the attribute that turns a topic on or off, such as <c>on_order_save</c>.</summary>
    public static string AttributeName(CentryTopic topic) => JsonNamingPolicy.SnakeCaseLower.ConvertName("On" + topic);

    /// <summary>
    /// Reads any spelling, in any case: <c>OrderSave</c>, <c>OnOrderSave</c>, <c>on_order_save</c>. Null if unknown.
    /// </summary>
    public static CentryTopic? Find(string? text) => All.Cast<CentryTopic?>().FirstOrDefault(topic =>
        new[] { $"{topic}", $"On{topic}", AttributeName(topic!.Value) }
            .Contains(text, StringComparer.OrdinalIgnoreCase));
}
