using System.Collections;
using System.Management.Automation;

namespace CentryPS.Commands;

/// <summary>Reads topics in either spelling, one, several, or several in one text as a CSV cell holds them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TopicAttribute : CellAttribute
{
    private static readonly char[] Separators = [',', ';', ' ', '|'];

    private protected override object? Read(string text)
    {
        // What Export-Csv writes for an array is its type; the columns On… beside it hold the topics.
        var names = text == typeof(CentryTopic[]).FullName || text == "System.Object[]"
            ? []
            : text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? null : names.Select(One).ToArray();
    }

    private protected override object? Accept(object? value) => value switch
    {
        IEnumerable items => items.Cast<object?>().SelectMany(Several).Distinct().ToArray(),
        _ => value,
    };

    // ConvertTo-Json writes a topic as its number.
    private IEnumerable<CentryTopic> Several(object? item) => item switch
    {
        CentryTopic topic => [topic],
        PSObject { BaseObject: not PSCustomObject } wrapped => Several(wrapped.BaseObject),
        int or long when Enum.TryParse(item.ToString(), out CentryTopic known) && CentryTopics.All.Contains(known) => [known],
        _ => Read(item?.ToString() ?? string.Empty) as CentryTopic[] ?? [],
    };

    private static CentryTopic One(string text) => CentryTopics.TryParse(text, out var topic)
        ? topic
        : throw Refuse(Messages.UnknownTopic, text, string.Join(", ", CentryTopics.All));
}
