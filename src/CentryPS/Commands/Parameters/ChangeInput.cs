using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Models;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// What came into a command that changes objects: an id, an object of which only the id counts, live or deserialized, or a
/// row whose columns say what to change.
/// </summary>
/// <param name="Target">What came, for errors.</param>
/// <param name="Id">The id; null where a row has no column for it.</param>
internal sealed record ChangeInput(object Target, string? Id)
{
    /// <summary>The columns of a row; none where it is not a row.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Columns { get; private init; } = [];

    /// <summary>What another column says of the id, where two disagree.</summary>
    public string? OtherId { get; private init; }

    /// <summary>Whether it is a row of which every cell is blank: what is below the last row of a spreadsheet.</summary>
    public bool IsBlank { get; private init; }

    /// <summary>The object, where a live one came.</summary>
    public CentryObject? Object => Target as CentryObject;

    /// <summary>Reads what came through the pipeline or as <c>-InputObject</c>.</summary>
    /// <param name="input">What came.</param>
    /// <param name="isId">Whether a column has the id.</param>
    /// <typeparam name="T">The kind of object that the command changes.</typeparam>
    public static ChangeInput From<T>(PSObject input, Func<string, bool> isId)
        where T : CentryObject => input.Unwrap() switch
        {
            T live => new ChangeInput(live, live.Id),
            CentryObject other => new ChangeInput(other, Id: null),
            CentryNotification notification when typeof(T) == typeof(CentryOrder) => new ChangeInput(notification, notification.OrderId),
            _ when IsDeserialized<T>(input) => new ChangeInput(input, Text(input.Properties[nameof(CentryObject.Id)]?.Value)),
            _ => FromRow(input, isId),
        };

    /// <summary>Reads a row, or an object as one: each of its properties is a column.</summary>
    /// <param name="row">What came.</param>
    /// <param name="isId">Whether a column says which one it is.</param>
    public static ChangeInput FromRow(PSObject row, Func<string, bool> isId) =>
        row.Unwrap() is IDictionary map ? FromRow(map, Entries(map), isId) : FromRow(row, Properties(row), isId);

    private static ChangeInput FromRow(object row, KeyValuePair<string, object?>[] columns, Func<string, bool> isId)
    {
        var ids = columns.Where(column => isId(column.Key)).Select(column => Text(column.Value)).ToArray();
        var given = ids.Where(id => !string.IsNullOrWhiteSpace(id)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return new ChangeInput(row, given.FirstOrDefault() ?? ids.FirstOrDefault())
        {
            Columns = [.. columns.Where(column => !isId(column.Key))],
            OtherId = given.ElementAtOrDefault(1),
            IsBlank = columns.Length > 0 && columns.All(column => string.IsNullOrWhiteSpace(Text(column.Value))),
        };
    }

    private static KeyValuePair<string, object?>[] Entries(IDictionary map) =>
        [.. map.Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, object?>(Text(entry.Key), entry.Value))];

    private static KeyValuePair<string, object?>[] Properties(PSObject row) =>
        [.. row.Properties.Where(property => property.IsGettable).Select(property => new KeyValuePair<string, object?>(property.Name, property.Value))];

    private static bool IsDeserialized<T>(PSObject input) => input.TypeNames.Contains("Deserialized." + typeof(T).FullName);

    // A Uri as text would lose its escapes.
    private static string Text(object? value) =>
        (value.Unwrap() is Uri uri ? uri.OriginalString : Convert.ToString(value.Unwrap(), CultureInfo.InvariantCulture)) ?? string.Empty;
}
