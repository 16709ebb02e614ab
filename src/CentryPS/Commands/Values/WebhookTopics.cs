namespace CentryPS.Commands;

/// <summary>Topics as the flags that Centry has for them.</summary>
internal static class WebhookTopics
{
    /// <summary>Sets the flags of these topics.</summary>
    public static void Switch(Dictionary<string, object?> attributes, IEnumerable<CentryTopic>? topics, bool on)
    {
        foreach (var topic in topics ?? [])
        {
            attributes[CentryTopics.AttributeName(topic)] = on;
        }
    }

    /// <summary>Turns these on and all others off.</summary>
    public static void SwitchAll(Dictionary<string, object?> attributes, IEnumerable<CentryTopic>? topics)
    {
        Switch(attributes, CentryTopics.All, on: false);
        Switch(attributes, topics, on: true);
    }
}
