using System.Collections;
using System.Collections.Specialized;
using System.Data;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Parameters;

/// <summary>Converts PowerShell values to plain .NET values, and JSON to PowerShell values.</summary>
internal static class PlainValue
{
    private const int DeepestNesting = 60;

    // Properties that jobs, remote sessions and this module add to objects. They are never sent.
    private static readonly HashSet<string> Added = new(StringComparer.OrdinalIgnoreCase)
    {
        "PSComputerName", "PSShowComputerName", "PSSourceJobInstanceId", "RunspaceId", "SessionName",
    };

    /// <summary>
    /// The value without PowerShell's wrappers: null, <see cref="Blank.NoResult"/>, a simple value, an array, a
    /// dictionary, or <see cref="ObjectProperties"/> for an object. A value that has no plain form is returned as is.
    /// </summary>
    /// <exception cref="CentryException">It contains itself, or is nested too deeply.</exception>
    public static object? Of(object? value) => Of(value, depth: 0);

    /// <summary>
    /// The value of an argument, like <see cref="Of(object?)"/>. A number that was typed keeps its characters.
    /// </summary>
    public static object? OfArgument(object? value) =>
        value is PSObject { BaseObject: IFormattable number } typed
        && number is not (Enum or DateTime or DateTimeOffset or Guid)
        && typed.ToString() is var text
        && text != Convert.ToString(number, CultureInfo.InvariantCulture)
        && text != Convert.ToString(number, CultureInfo.CurrentCulture)
            ? new NumberToken(text, number)
            : Of(value);

    public static bool IsAdded(string property) => Added.Contains(property);

    /// <summary>The columns of a row: its keys, or the properties of an object.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Columns(object row) => row.Unwrap() switch
    {
        IDictionary map => map.Keys.Cast<object>().Select(key => Column(
            Convert.ToString(key.Unwrap(), CultureInfo.InvariantCulture)!, map[key])),
        DataRowView view => Columns(view.Row),
        DataRow data => data.Table.Columns.Cast<DataColumn>()
            .Select(column => Column(column.ColumnName, data[column])),
        _ => PSObject.AsPSObject(row).Properties.Where(property => property.IsGettable)
            .Select(property => Column(property.Name, property.Value)),
    };

    /// <summary>
    /// JSON as PowerShell values: objects become custom objects, or dictionaries if names differ only by case.
    /// </summary>
    public static object? FromJson(object? value) => value switch
    {
        IDictionary<string, object?> map when HasDistinctNames(map) => Custom(map),
        IDictionary<string, object?> map => Ordered(map),
        object?[] items => items.Select(FromJson).ToArray(),
        _ => value,
    };

    private static object? Of(object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw CentryException.Invalid(Messages.Cyclic);
        }

        return value.Unwrap() switch
        {
            SwitchParameter flag => flag.IsPresent,
            JsonElement element => JsonValues.Read(element),
            string text => text,
            IDictionary map => Fill(new Dictionary<string, object?>(), Columns(map), depth),
            PSObject or DataRow or DataRowView =>
                Fill(new ObjectProperties(), Columns(value!).Where(column => !IsAdded(column.Key)), depth),
            { } error when error.GetType().Name == "ExcelErrorValue" => error.ToString(), // Import-Excel's #N/A
            IEnumerable items and not System.Xml.XmlNode =>
                items.Cast<object?>().Select(item => Of(item, depth + 1)).ToArray(),
            var bare => bare,
        };
    }

    private static IDictionary<string, object?> Fill(
        IDictionary<string, object?> values,
        IEnumerable<KeyValuePair<string, object?>> columns,
        int depth)
    {
        foreach (var column in columns)
        {
            values[column.Key] = Of(column.Value, depth + 1);
        }

        return values;
    }

    private static PSObject Custom(IDictionary<string, object?> map)
    {
        var custom = new PSObject();
        foreach (var pair in map)
        {
            custom.Properties.Add(new PSNoteProperty(pair.Key, FromJson(pair.Value)));
        }

        return custom;
    }

    private static OrderedDictionary Ordered(IDictionary<string, object?> map)
    {
        var ordered = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var pair in map)
        {
            ordered.Add(pair.Key, FromJson(pair.Value));
        }

        return ordered;
    }

    private static bool HasDistinctNames(IDictionary<string, object?> map) =>
        !map.ContainsKey(string.Empty) && map.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == map.Count;

    private static KeyValuePair<string, object?> Column(string name, object? value) => new(name, value);
}
