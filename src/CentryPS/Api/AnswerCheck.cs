using System.Globalization;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>Checks an answer against its call: the object that was asked for, with the attributes that were sent.</summary>
internal static class AnswerCheck
{
    /// <summary>The object, if it is the one with this id.</summary>
    /// <exception cref="UnexpectedAnswerException">It is another one.</exception>
    public static T About<T>(T item, string id)
        where T : CentryObject => string.Equals(item.Id, id, StringComparison.OrdinalIgnoreCase)
            ? item
            : throw new UnexpectedAnswerException(Messages.OtherObject.With(TerminalText.Show(item.Id!)));

    /// <summary>The object, if nothing in it denies the attributes that were sent. An attribute that the answer leaves out is no denial.</summary>
    /// <param name="item">The object as Centry gave it.</param>
    /// <param name="sent">The attributes that were sent.</param>
    /// <param name="response">The answer.</param>
    /// <exception cref="CentryException">An attribute has another value (<see cref="CentryErrorCode.NotApplied"/>).</exception>
    public static T Confirmed<T>(T item, IReadOnlyDictionary<string, object?> sent, CentryResponse response)
        where T : CentryObject
    {
        var denied = sent.Where(attribute => !IsConfirmed(attribute.Key, attribute.Value, ObjectAttributes.Get(item, attribute.Key))).ToArray();
        if (denied.Length > 0 && JsonBody.ReadValue(response.Body) is IDictionary<string, object?> answer)
        {
            denied = [.. denied.Where(attribute => answer.ContainsKey(attribute.Key))];
        }

        return denied.Length == 0 ? item : throw new CentryException(CentryErrorCode.NotApplied, Describe(item, denied)) { StatusCode = response.Status, Answer = item };
    }

    private static string Describe(CentryObject item, IEnumerable<KeyValuePair<string, object?>> denied) => Messages.NotApplied.With(
        TerminalText.Show(item.Label == item.Id ? item.Id! : $"{item.Id}, {item.Label}"),
        string.Join("; ", denied.SelectMany(attribute => Parts(item, attribute)).Select(part =>
            Messages.AskedAndKept.With([TerminalText.Show(part.Name), .. ObjectChange.Show(part.Sent, part.Stored)]))));

    // Of an address the parts that are denied.
    private static IEnumerable<(string Name, object? Sent, object? Stored)> Parts(CentryObject item, KeyValuePair<string, object?> denied) =>
        AttributeComparison.Parts(denied.Key, denied.Value)
            .Select(part => (part.Name, part.Sent, Stored: AttributeComparison.Stored(item, part.Name)))
            .Where(part => !IsConfirmed(part.Name, part.Sent, part.Stored));

    /// <summary>
    /// Whether a value that an object has can be one that was sent. A server may normalize what it keeps: case, blanks around a text,
    /// the form of a number or of a URL.
    /// </summary>
    public static bool IsConfirmed(string name, object? sent, object? stored) => (sent, stored) switch
    {
        (null or "", null or "") => true,
        (null or "", _) => stored is false || Blank.Is(stored),
        (_, null) => sent is IDictionary<string, object?> or object?[] && Blank.Is(sent),
        (IDictionary<string, object?> parts, CentryAddress address) => parts.All(part => IsConfirmed(part.Key, part.Value, AddressKind.Stored(address, part.Key))),
        // The day begins at another moment in each time zone.
        (CentryDate { IsDate: true } date, DateTimeOffset moment) => Math.Abs((moment.UtcDateTime - date.Day).TotalHours) <= 14,
        (object?[] lines, CentryOrderItem[] there) => lines.All(line => there.Any(item => IsLine(line, item))),
        (IDictionary<string, object?> map, IDictionary<string, object?> there) =>
            map.All(pair => there.TryGetValue(pair.Key, out var value) && IsConfirmed(pair.Key, pair.Value, value)),
        (object?[] values, object?[] there) => values.All(value => there.Any(other => IsConfirmed(name, value, other))),
        (string or Uri, string text) when name == "callback_url" => CallbackKey.Of(Text(sent)) == CallbackKey.Of(text) || CallbackKey.IsForm(text, Text(sent)),
        _ => AttributeComparison.IsSame(name, sent, stored) || string.Equals(Text(sent)?.Trim(), Text(stored)?.Trim(), StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsLine(object? line, CentryOrderItem item) => line is not IDictionary<string, object?> attributes
        || attributes.All(attribute => IsConfirmed("items." + attribute.Key, attribute.Value, ObjectAttributes.Get(item, attribute.Key))
            || AttributeTable.OfItems(attribute.Key).AreEqual(attribute.Value, ObjectAttributes.Get(item, attribute.Key)));

    private static string? Text(object? value) => value switch
    {
        Uri uri => uri.OriginalString,
        CentryTopic topic => CentryTopics.AttributeName(topic),
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
