namespace CentryPS.Models.Attributes;

/// <summary>The lines of an order: an array of objects whose attributes have kinds of their own.</summary>
internal sealed class ItemsKind : AttributeKind
{
    private static readonly JsonKind Json = new();

    public override bool IsStructured => true;

    public override bool AreEqual(object? sent, object? stored) =>
        sent is object?[] lines && stored is CentryOrderItem[] there
        ? lines.Length == there.Length && lines.Zip(there, IsLine).All(isEqual => isEqual)
        : sent is null && stored is null;

    /// <summary>Returns the old values of lines that are sent with ids, only of the attributes that are sent.</summary>
    public static object?[] Before(object?[] sent, CentryOrderItem[] stored) =>
    [
        .. sent.Select(Attributes)
            .Select(line => (Line: line, There: stored.FirstOrDefault(item =>
                line.TryGetValue("_id", out var id) && item.Id == id as string)))
            .Where(pair => pair.There is not null)
            .Select(pair => pair.Line.Keys.ToDictionary(name => name, name => ObjectAttributes.Get(pair.There!, name))),
    ];

    /// <summary>Returns the lines that were sent and that are missing in the result of <see cref="Before"/>.</summary>
    public static object?[] Added(object?[] sent, object?[] before) =>
        [.. sent.Where(line => !before.Any(there =>
            Attributes(line).TryGetValue("_id", out var id) && Equals(Attributes(there)["_id"], id)))];

    private static IDictionary<string, object?> Attributes(object? line) =>
        line is CentryOrderItem item ? ObjectAttributes.Of(item) : (IDictionary<string, object?>)line!;

    private protected override object ReadValue(object value, ReadContext context) => value switch
    {
        object?[] lines => lines.Select(line => Line(line, context)).ToArray(),
        IDictionary<string, object?> or CentryOrderItem => new[] { Line(value, context) },
        _ => throw Invalid(value),
    };

    private static object Line(object? line, ReadContext context) => line switch
    {
        CentryOrderItem item => item,
        IDictionary<string, object?> { Count: > 0 } map => map.ToDictionary(
            pair => pair.Key,
            pair => pair.Value is null or "" ? pair.Value
                : Blank.IsMissing(pair.Value)
                    ? throw CentryException.Invalid(Messages.MissingInProperty, "items." + pair.Key)
                : AttributeTable.OfItems(pair.Key).Read(pair.Value, context)),
        _ => throw Invalid(line ?? "$null"),
    };

    private static bool IsLine(object? sent, CentryOrderItem stored)
    {
        var there = ObjectAttributes.Of(stored);
        var asked = Attributes(sent);
        return there.Keys.All(name => AttributeTable.IsReadOnly(name) || asked.ContainsKey(name))
            && asked.All(pair => IsSame(pair.Key, pair.Value, there));
    }

    private static bool IsSame(string name, object? sent, IDictionary<string, object?> there) =>
        there.TryGetValue(name, out var stored)
            ? Json.AreEqual(sent, stored) || AttributeTable.OfItems(name).AreEqual(sent, stored)
            : sent is null;

    private static CentryException Invalid(object value) => CentryException.Invalid(Messages.InvalidItems, Show(value));
}
