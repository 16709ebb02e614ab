namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>A try to bring a notification to a callback, as Centry's own log tells it.</summary>
/// <param name="CallbackUrl">Where it was to go.</param>
/// <param name="Topic">The topic, such as <c>on_order_save</c>.</param>
/// <param name="Data">The notification: its topic, and the id of the object under the name that the topic has for it.</param>
/// <param name="Intent">Which try it was, from 1.</param>
/// <param name="Accepted">Whether it was answered with exactly 200, in time.</param>
/// <param name="Response">What was answered, or why there was no answer.</param>
public sealed record Delivery(
    string CallbackUrl,
    string Topic,
    IReadOnlyDictionary<string, string> Data,
    int Intent,
    bool Accepted,
    string Response);
