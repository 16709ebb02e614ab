using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The attributes that the user specified: by parameters, the cells of a row, <c>-Property</c> and <c>-Clear</c>. Blank
/// cells specify nothing.
/// </summary>
/// <param name="type">The cmdlet whose parameters set attributes.</param>
/// <param name="cmdlet">The running cmdlet; null to read rows alone.</param>
internal sealed class GivenAttributes(Type type, PSCmdlet? cmdlet = null)
{
    private static readonly Dictionary<string, object> NoArguments = [];

    private readonly HashSet<string> _commandLine =
        new((cmdlet?.MyInvocation.BoundParameters ?? NoArguments).Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>The culture of amounts and dates in cells; null refuses ambiguous ones.</summary>
    public CultureInfo? Culture { get; init; }

    public IReadOnlyList<string> Clear { get; init; } = [];

    public AttributeParameters Parameters { get; } = AttributeParameters.Of(type);

    /// <summary>True if the command line itself sets or clears attributes.</summary>
    public bool HasCommandLine => Clear.Count > 0 || _commandLine.Any(name => name == "Property" || SetsOne(name));

    /// <summary>The attributes to send, by Centry's names.</summary>
    /// <exception cref="CentryException">
    /// An attribute is specified twice or cannot be sent. The message names all cells that cannot be read.
    /// </exception>
    public Dictionary<string, object?> Collect(IDictionary? property, Row? row = null)
    {
        RefuseBlank([.. Parameters.All.Select(parameter => parameter.Name)]);
        var attributes = Parameters.Single
            .Where(parameter => IsGiven(parameter.Name))
            .ToDictionary(parameter => parameter.ApiName!, parameter => Argument(parameter.Name));
        string[] cleared = [.. Clear.Select(Parameters.ToClear)];
        foreach (var name in cleared)
        {
            Add(attributes, name, null);
        }

        if (row is not null)
        {
            AddCells(attributes, row, cleared);
        }

        AddProperty(attributes, property);
        foreach (var cell in row?.Filled(ColumnRole.Property) ?? [])
        {
            AddProperty(attributes, cell.Value as IDictionary
                ?? throw CentryException.Invalid(Messages.InvalidProperty));
        }

        return attributes;
    }

    /// <summary>Refuses arguments that a delay-bind script block made blank for this input.</summary>
    public void RefuseBlank(params string[] parameters)
    {
        var blank = parameters.FirstOrDefault(name =>
            _commandLine.Contains(name) && Arguments.TryGetValue(name, out var value)
                && Blank.Is(PlainValue.Of(value)));
        if (blank is not null)
        {
            throw CentryException.Invalid(SetsOne(blank) ? Messages.BlankAttribute : Messages.BlankArgument, blank);
        }
    }

    /// <summary>The topics of the parameter or the row, each of which sets an attribute; null for none.</summary>
    public CentryTopic[]? Topics(Row? row)
    {
        const string topic = nameof(CentryWebhook.Topic);
        var cell = row?.Filled(ColumnRole.Attribute).FirstOrDefault(cell => cell.Column.Parameter!.Name == topic);
        return IsGiven(topic) ? Argument(topic) as CentryTopic[]
            : cell?.Column is { } column ? Row.InColumn(column, () => TopicAttribute.Topics(cell.Value.Value))
            : null;
    }

    private Dictionary<string, object> Arguments => cmdlet?.MyInvocation.BoundParameters ?? NoArguments;

    private bool IsGiven(string parameter) =>
        Arguments.TryGetValue(parameter, out var value) && !Blank.Is(PlainValue.Of(value));

    private object? Argument(string parameter) =>
        Arguments[parameter].Unwrap() is var value && value is AddressParts address ? address.Parts : value;

    private bool SetsOne(string parameter) => Parameters.Find(parameter)?.ApiName is not null;

    // Arguments and -Clear take precedence over cells.
    private void AddCells(Dictionary<string, object?> attributes, Row row, string[] cleared)
    {
        // Parts come first, so that the whole attribute is one given twice.
        var cells = row.Filled(ColumnRole.Attribute)
            .Where(cell => cell.Column.Parameter is { ApiName: { } name } parameter
                && !_commandLine.Contains(parameter.Name) && !cleared.Contains(name))
            .OrderBy(cell => cell.Column.Parameter!.Position)
            .ThenBy(cell => cell.Column.Part is null);
        var failures = new List<CentryException>();
        foreach (var (column, value) in cells)
        {
            try
            {
                AddCell(attributes, column, value);
            }
            catch (CentryException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            // In the wrong encoding, every cell with an accent fails, and one shows what to do.
            var first = failures.Find(failure => failure.IsFileError);
            var message = first?.Message ?? failures.Select(failure => failure.Message).Aggregate(MessageFormat.Join);
            throw (first ?? failures[0]).As(
                CentryErrorCode.InvalidRequest, MessageFormat.WithoutRepeated(message, new HashSet<string>()));
        }
    }

    // The columns address_shipping.line1, address_shipping.city, ... are parts of one attribute.
    private void AddCell(Dictionary<string, object?> attributes, RowColumn column, object value)
    {
        var name = column.Parameter!.ApiName!;
        var cell = column.Part is { } part ? new Dictionary<string, object?> { [part] = value } : value;
        var read = Row.InColumn(column, () =>
            column.Parameter.Kind!.Read(cell, new ReadContext(ValueSource.Cell, Culture)));
        if (column.Part is null || !attributes.TryGetValue(name, out var address))
        {
            Add(attributes, name, read);
            return;
        }

        foreach (var pair in (IDictionary<string, object?>)read)
        {
            Add((IDictionary<string, object?>)address!, pair.Key, pair.Value);
        }
    }

    private void AddProperty(Dictionary<string, object?> attributes, IDictionary? property)
    {
        var pairs = PlainValue.Columns(property ?? new Hashtable());
        foreach (var pair in pairs.Where(pair => !PlainValue.IsAdded(pair.Key)))
        {
            var name = Parameters.OfProperty(pair.Key);
            Add(attributes, name, PropertyValue(name, PlainValue.Of(pair.Value)));
        }
    }

    // In -Property, null and empty text are values. Unknown attributes are sent as JSON.
    private static object? PropertyValue(string name, object? value)
    {
        var kind = AttributeTable.Of(name);
        if (Blank.IsMissing(value))
        {
            throw CentryException.Invalid(Messages.MissingInProperty, name);
        }

        return value is null || (value is "" && !kind.IsStructured) ? value
            : Place.In(Messages.InvalidInProperty, name, () => AttributeTable.IsKnown(name)
                ? kind.Read(value, new ReadContext(ValueSource.Property))
                : JsonKind.ToJson(value, name));
    }

    private static void Add(IDictionary<string, object?> attributes, string name, object? value) =>
        attributes[name] = attributes.ContainsKey(name)
            ? throw CentryException.Invalid(Messages.GivenTwice, name)
            : value;
}
