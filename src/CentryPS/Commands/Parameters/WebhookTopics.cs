using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Topics as the flags that Centry has for them.</summary>
internal static class WebhookTopics
{
    /// <summary>Sets the flags of these topics.</summary>
    public static void Switch(IDictionary<string, object?> attributes, IEnumerable<CentryTopic>? topics, bool on)
    {
        foreach (var topic in topics ?? [])
        {
            attributes[CentryTopics.AttributeName(topic)] = on;
        }
    }

    /// <summary>Turns these on and all others off, but for those whose flag is there already.</summary>
    public static void Complete(IDictionary<string, object?> attributes, IReadOnlyCollection<CentryTopic>? topics)
    {
        foreach (var topic in CentryTopics.All.Where(topic => !attributes.ContainsKey(CentryTopics.AttributeName(topic))))
        {
            attributes[CentryTopics.AttributeName(topic)] = topics?.Contains(topic) ?? false;
        }
    }
}
