using System.Collections;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

internal static class QueryPairs
{
    /// <summary>
    /// Converts a hashtable to the pairs of a query. Null becomes a flag, a date ISO 8601, a Boolean <c>true</c> or
    /// <c>false</c>, and an array a pair for each of its values.
    /// </summary>
    /// <exception cref="CentryException">A value has no unambiguous text.</exception>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(IDictionary? query) =>
    [
        .. from pair in PlainValue.Columns(query ?? new Hashtable())
           let value = PlainValue.Of(pair.Value)
           from item in value as object?[] ?? [value]
           select new KeyValuePair<string, string?>(pair.Key, Text(pair.Key, item)),
    ];

    private static string? Text(string name, object? value) => JsonKind.ToJson(value, name) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        CentryDate date => date.ToString(),
        CentryTopic topic => CentryTopics.AttributeName(topic),
        Uri uri => uri.OriginalString,
        IFormattable number => NumberText.Of(number),
        _ => throw CentryException.Invalid(Messages.InvalidQueryValue, name),
    };
}
