using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// Reads topics in Centry's or PowerShell's spelling: one, several, or several in one text like a cell of a CSV file.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TopicAttribute : ReaderAttribute
{
    private static readonly char[] Separators = [',', ';', ' ', '|'];

    // Export-Csv writes the type of an array. The columns On... have the topics.
    private static readonly string[] ArrayTypes = [typeof(CentryTopic[]).FullName!, "System.Object[]"];

    /// <summary>Reads topics; returns null for none.</summary>
    internal static CentryTopic[]? Topics(object? value) => Blank.Is(value) || ArrayTypes.Contains(value as string)
        ? null
        : value is object?[] items ? [.. items.SelectMany(Several).Distinct()]
        : Several(value);

    internal static CentryTopic One(string text)
    {
        if (CentryTopics.Find(text) is { } topic)
        {
            return topic;
        }

        var question = Spelling.Question(text, CentryTopics.All.Select(known => known.ToString()));
        throw CentryException.Invalid(MessageFormat.Join(Messages.UnknownTopic, question), text,
            string.Join(", ", CentryTopics.All));
    }

    internal static void SetFlags(IDictionary<string, object?> attributes, IEnumerable<CentryTopic>? topics, bool value)
    {
        foreach (var topic in topics ?? [])
        {
            attributes[CentryTopics.AttributeName(topic)] = value;
        }
    }

    private protected override object? Read(object? value) => Topics(value);

    // ConvertTo-Json writes a topic as a number.
    private static CentryTopic[] Several(object? item) => item switch
    {
        CentryTopic topic => [topic],
        int or long when Enum.TryParse(item.ToString(), out CentryTopic known) && CentryTopics.All.Contains(known) =>
            [known],
        _ when Blank.Is(item) => throw CentryException.Invalid(Messages.BlankTopic),
        _ => [.. Convert.ToString(item, System.Globalization.CultureInfo.InvariantCulture)!
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(One)],
    };
}
