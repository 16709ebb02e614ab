using System.Globalization;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>Checks that a response describes the requested object and confirms the attributes that were sent.</summary>
internal static class ResponseCheck
{
    public static T CheckId<T>(T item, string id)
        where T : CentryObject => string.Equals(item.Id, id, StringComparison.OrdinalIgnoreCase)
            ? item
            : throw new UnexpectedAnswerException(Messages.OtherObject.With(TerminalText.Show(item.Id!)));

    /// <summary>
    /// Returns the object unless it contradicts the attributes that were sent. An attribute that the response omits is
    /// no contradiction.
    /// </summary>
    /// <exception cref="CentryException">An attribute differs (<see cref="CentryErrorCode.NotApplied"/>).</exception>
    public static T CheckApplied<T>(T item, IReadOnlyDictionary<string, object?> sent, CentryResponse response)
        where T : CentryObject
    {
        var denied = sent
            .Where(pair => !IsConfirmed(pair.Key, pair.Value, ObjectAttributes.Get(item, pair.Key)))
            .ToArray();
        if (denied.Length > 0 && JsonBody.ReadValue(response.Body) is IDictionary<string, object?> body)
        {
            denied = [.. denied.Where(pair => body.ContainsKey(pair.Key))];
        }

        return denied.Length == 0
            ? item
            : throw new CentryException(CentryErrorCode.NotApplied, Describe(item, denied))
            {
                StatusCode = response.Status,
                Answer = item,
            };
    }

    /// <summary>
    /// Returns true if the stored value can result from the value that was sent. A server may normalize what it stores:
    /// letter case, white space around text, the notation of a number or a URL.
    /// </summary>
    public static bool IsConfirmed(string name, object? sent, object? stored) => (sent, stored) switch
    {
        (null or "", null or "") => true,
        (null or "", _) => stored is false || Blank.Is(stored),
        (_, null) => sent is IDictionary<string, object?> or object?[] && Blank.Is(sent),
        (IDictionary<string, object?> parts, CentryAddress address) =>
            parts.All(part => IsConfirmed(part.Key, part.Value, ObjectAttributes.Get(address, part.Key))),
        // A day begins at a different moment in each time zone.
        (CentryDate { IsDate: true } date, DateTimeOffset moment) =>
            Math.Abs((moment.UtcDateTime - date.Day).TotalHours) <= 14,
        (object?[] lines, CentryOrderItem[] there) => lines.All(line => there.Any(item => IsLine(line, item))),
        (IDictionary<string, object?> map, IDictionary<string, object?> there) => map.All(pair =>
            there.TryGetValue(pair.Key, out var value) && IsConfirmed(pair.Key, pair.Value, value)),
        (object?[] values, object?[] there) => values.All(value => there.Any(other => IsConfirmed(name, value, other))),
        (string or Uri, string url) when name == "callback_url" => CallbackKey.CanBeStoredAs(Text(sent), url),
        _ => AttributeComparison.IsSame(name, sent, stored)
            || string.Equals(Text(sent)?.Trim(), Text(stored)?.Trim(), StringComparison.OrdinalIgnoreCase),
    };

    private static string Describe(CentryObject item, IEnumerable<KeyValuePair<string, object?>> denied) =>
        Messages.NotApplied.With(
            TerminalText.Show(item.Label == item.Id ? item.Id! : $"{item.Id}, {item.Label}"),
            string.Join("; ", denied.SelectMany(pair => DeniedParts(item, pair)).Select(part =>
                Messages.AskedAndKept.With([
                    TerminalText.Show(part.Name),
                    .. ObjectChange.Show(part.Sent, part.Stored),
                ]))));

    private static IEnumerable<(string Name, object? Sent, object? Stored)> DeniedParts(
        CentryObject item,
        KeyValuePair<string, object?> denied) => AttributeComparison.Parts(denied.Key, denied.Value)
            .Select(part => (part.Name, part.Sent, Stored: AttributeComparison.Stored(item, part.Name)))
            .Where(part => !IsConfirmed(part.Name, part.Sent, part.Stored));

    private static bool IsLine(object? line, CentryOrderItem item) =>
        line is not IDictionary<string, object?> attributes
        || attributes.All(pair => ObjectAttributes.Get(item, pair.Key) is var stored
            && (IsConfirmed("items." + pair.Key, pair.Value, stored)
                || AttributeTable.OfItems(pair.Key).AreEqual(pair.Value, stored)));

    private static string? Text(object? value) => value switch
    {
        Uri uri => uri.OriginalString,
        CentryTopic topic => CentryTopics.AttributeName(topic),
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
