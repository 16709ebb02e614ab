using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Reads topics in either spelling: one, several, or several in one text as a CSV cell holds them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TopicAttribute : ReaderAttribute
{
    private static readonly char[] Separators = [',', ';', ' ', '|'];

    // What Export-Csv writes for an array is its type; the columns On… beside it hold the topics.
    private static readonly string[] ArrayTypes = [typeof(CentryTopic[]).FullName!, "System.Object[]"];

    /// <summary>Whether a cell names no topic.</summary>
    internal static bool IsBlank(object? value) => Blank.Is(value) || ArrayTypes.Contains(value as string);

    /// <summary>Reads topics; null for none.</summary>
    /// <exception cref="CentryException">One is no topic.</exception>
    internal static CentryTopic[]? Topics(object? value) => IsBlank(value) ? null
        : value is object?[] items ? [.. items.SelectMany(Several).Distinct()]
        : Several(value);

    /// <exception cref="CentryException">It is no topic.</exception>
    internal static CentryTopic One(string text) => CentryTopics.TryParse(text, out var topic)
        ? topic
        : throw CentryException.Invalid(MessageFormat.Join(Messages.UnknownTopic, Spelling.Question(text, CentryTopics.All.Select(topic => topic.ToString()))), text, string.Join(", ", CentryTopics.All));

    private protected override object? Read(object? value) => Topics(value);

    // ConvertTo-Json writes a topic as its number.
    private static CentryTopic[] Several(object? item) => item switch
    {
        CentryTopic topic => [topic],
        int or long when Enum.TryParse(item.ToString(), out CentryTopic known) && CentryTopics.All.Contains(known) => [known],
        _ when Blank.Is(item) => throw CentryException.Invalid(Messages.BlankTopic),
        _ => [.. Convert.ToString(item, System.Globalization.CultureInfo.InvariantCulture)!.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(One)],
    };
}
