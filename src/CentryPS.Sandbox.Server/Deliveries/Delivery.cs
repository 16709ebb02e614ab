namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>An attempt to deliver a notification, with the fields of Centry's own log.</summary>
/// <param name="CallbackUrl">The callback URL.</param>
/// <param name="Topic">The topic, such as <c>on_order_save</c>.</param>
/// <param name="Data">
/// The notification: its topic, and the object's id under the topic's name for it, such as <c>order_id</c>.
/// </param>
/// <param name="Intent">The number of the attempt, from 1.</param>
/// <param name="Accepted">True if the response was exactly 200, in time.</param>
/// <param name="Response">The response, or why there was none.</param>
public sealed record Delivery(
    string CallbackUrl,
    string Topic,
    IReadOnlyDictionary<string, string> Data,
    int Intent,
    bool Accepted,
    string Response);
