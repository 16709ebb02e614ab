namespace CentryPS.Models.Attributes;

/// <summary>Any JSON: null, text, numbers, booleans, dates, arrays and objects, compared as a whole.</summary>
/// <param name="isObject">True to accept only objects.</param>
internal sealed class JsonKind(bool isObject = false) : AttributeKind
{
    public override bool IsStructured => isObject;

    public override bool AreEqual(object? sent, object? stored) => (sent, stored) switch
    {
        (IDictionary<string, object?> left, IDictionary<string, object?> right) => left.Count == right.Count
            && left.All(pair => right.TryGetValue(pair.Key, out var value) && AreEqual(pair.Value, value)),
        (object?[] left, object?[] right) =>
            left.Length == right.Length && left.Zip(right, AreEqual).All(isEqual => isEqual),
        (CentryDate date, DateTimeOffset moment) => date.Value == moment,
        (CentryDate date, string text) => date.ToString() == text,
        _ => base.AreEqual(sent, stored),
    };

    /// <summary>Converts a value to one that JSON can represent.</summary>
    /// <exception cref="CentryException">JSON cannot represent the value.</exception>
    public static object? ToJson(object? value, string path) => value switch
    {
        null => null,
        _ when Blank.IsMissing(value) => throw CentryException.Invalid(Messages.MissingInProperty, path),
        IDictionary<string, object?> map => map.ToDictionary(
            pair => Text(pair.Key, path),
            pair => ToJson(pair.Value, $"{path}.{pair.Key}")),
        object?[] items => items.Select((item, i) => ToJson(item, $"{path}[{i}]")).ToArray(),
        string text => Text(text, path),
        char character => Text(character.ToString(), path),
        Guid guid => guid.ToString(),
        NumberToken token => token.Number,
        double number when double.IsNaN(number) || double.IsInfinity(number) => throw Unsendable(path, value),
        float number when float.IsNaN(number) || float.IsInfinity(number) => throw Unsendable(path, value),
        DateTime or DateTimeOffset => MomentKind.ReadDate(value, new ReadContext(ValueSource.Property)),
#if !NETFRAMEWORK
        DateOnly => MomentKind.ReadDate(value, new ReadContext(ValueSource.Property)),
#endif
        CentryTopic or CentryObject or CentryDate or Uri or System.Text.Json.JsonElement => value,
        _ when value is bool || NumberText.IsNumber(value) => value,
        Enum member => member.ToString(),
        _ => throw Unsendable(path, value),
    };

    private protected override object ReadValue(object value, ReadContext context) =>
        isObject && value is not IDictionary<string, object?>
            ? throw CentryException.Invalid(Messages.NotAnObject, Show(value))
            : ToJson(value, TypeName(value))!;

    private static string Text(string text, string path) =>
        UnicodeText.IsValid(text) ? text : throw Unsendable(path, text);

    private static CentryException Unsendable(string path, object value) =>
        CentryException.Invalid(Messages.NotSerializable, path, TypeName(value));
}
