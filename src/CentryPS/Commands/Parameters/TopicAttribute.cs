using System.Collections;
using System.Globalization;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads topics in either spelling, one, several, or several in one text as a CSV cell holds them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TopicAttribute : ReaderAttribute
{
    private static readonly char[] Separators = [',', ';', ' ', '|'];

    private protected override object? ReadText(string text, CultureInfo? culture)
    {
        // What Export-Csv writes for an array is its type; the columns On… beside it hold the topics.
        var names = text == typeof(CentryTopic[]).FullName || text == "System.Object[]"
            ? []
            : text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? null : names.Select(One).ToArray();
    }

    private protected override object? ReadValue(object? value) => value switch
    {
        null => null,
        IEnumerable items => items.Cast<object?>().SelectMany(item => Several(item.Unwrap())).Distinct().ToArray(),
        _ => Several(value),
    };

    // ConvertTo-Json writes a topic as its number.
    private CentryTopic[] Several(object? item) => item switch
    {
        CentryTopic topic => [topic],
        int or long when Enum.TryParse(item.ToString(), out CentryTopic known) && CentryTopics.All.Contains(known) => [known],
        _ => ReadText(item?.ToString() ?? string.Empty, culture: null) as CentryTopic[] ?? [],
    };

    /// <exception cref="CentryException">It is no topic.</exception>
    internal static CentryTopic One(string text) => CentryTopics.TryParse(text, out var topic)
        ? topic
        : throw CentryException.Invalid(Messages.UnknownTopic, text, string.Join(", ", CentryTopics.All));
}
