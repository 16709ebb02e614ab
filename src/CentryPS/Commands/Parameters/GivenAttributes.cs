using System.Collections;
using System.Globalization;
using System.Management.Automation;
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

    private readonly IReadOnlyList<AttributeParameter> _parameters = AttributeParameter.Of(type);
    private readonly HashSet<string> _commandLine =
        new((cmdlet?.MyInvocation.BoundParameters ?? NoArguments).Keys, StringComparer.OrdinalIgnoreCase);

    /// <summary>The culture of amounts and dates in cells; null refuses ambiguous ones.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>The names of the attributes to clear.</summary>
    public IReadOnlyList<string> Clear { get; init; } = [];

    public AttributeNames Names { get; } = new(AttributeParameter.Of(type));

    /// <summary>Whether the command line itself sets or clears attributes.</summary>
    public bool HasCommandLine => Clear.Count > 0 || _commandLine.Any(name => name == "Property" || SetsOne(name));

    /// <summary>The attributes to send, by Centry's names.</summary>
    /// <param name="property">The value of <c>-Property</c>.</param>
    /// <param name="row">The row; null for none.</param>
    /// <exception cref="CentryException">
    /// An attribute is specified twice or cannot be sent. The message names all cells that cannot be read.
    /// </exception>
    public Dictionary<string, object?> Collect(IDictionary? property, Row? row = null)
    {
        RefuseBlank([.. _parameters.Select(parameter => parameter.Name)]);
        var attributes = _parameters
            .Where(parameter => parameter.ApiName is not null && IsGiven(parameter.Name))
            .ToDictionary(parameter => parameter.ApiName!, parameter => ToSend(Arguments[parameter.Name].Unwrap()));
        string[] cleared = [.. Clear.Select(Names.ToClear)];
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
    /// <exception cref="CentryException">An argument is blank.</exception>
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

    /// <summary>The value of a parameter that sets several attributes; null for none.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="row">The row; null for none.</param>
    /// <param name="read">Reads a cell.</param>
    /// <exception cref="CentryException">The cell cannot be read.</exception>
    public T? Find<T>(string parameter, Row? row, Func<object, T?> read)
        where T : class
    {
        var cell = row?.Filled(ColumnRole.Attribute).FirstOrDefault(cell => cell.Column.Parameter!.Name == parameter);
        return IsGiven(parameter) ? Arguments[parameter].Unwrap() as T
            : cell?.Column is { } column ? Row.InColumn(column.Name, () => read(cell.Value.Value))
            : null;
    }

    private Dictionary<string, object> Arguments => cmdlet?.MyInvocation.BoundParameters ?? NoArguments;

    private bool IsGiven(string parameter) => Arguments.TryGetValue(parameter, out var value)
        && (_commandLine.Contains(parameter) || !Blank.Is(PlainValue.Of(value)));

    private bool SetsOne(string parameter) => Names.Find(parameter)?.ApiName is not null;

    // Arguments and -Clear take precedence over cells.
    private void AddCells(Dictionary<string, object?> attributes, Row row, string[] cleared)
    {
        var cells = row.Filled(ColumnRole.Attribute).Concat(row.Filled(ColumnRole.Part))
            .Where(cell => cell.Column.Parameter is { ApiName: { } name } parameter
                && !_commandLine.Contains(parameter.Name) && !cleared.Contains(name))
            .OrderBy(cell => cell.Column.Parameter!.Position);
        var failures = new List<CentryException>();
        var addresses = new Dictionary<string, Dictionary<string, object?>>();
        foreach (var (column, value) in cells)
        {
            try
            {
                AddCell(attributes, addresses, column, value);
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
    private void AddCell(
        Dictionary<string, object?> attributes,
        Dictionary<string, Dictionary<string, object?>> addresses,
        RowColumn column,
        object value)
    {
        var name = column.Parameter!.ApiName!;
        var cell = column.Part is { } part ? new Dictionary<string, object?> { [part] = value } : value;
        var read = Row.InColumn(column.Name, () =>
            column.Parameter.Kind!.Read(cell, new ReadContext(ValueSource.Cell, Culture)));
        if (column.Part is null)
        {
            Add(attributes, name, read);
            return;
        }

        if (!addresses.TryGetValue(name, out var address))
        {
            Add(attributes, name, addresses[name] = address = []);
        }

        foreach (var pair in (IDictionary<string, object?>)read)
        {
            Add(address, pair.Key, pair.Value);
        }
    }

    private void AddProperty(Dictionary<string, object?> attributes, IDictionary? property)
    {
        foreach (DictionaryEntry pair in property ?? new Hashtable())
        {
            var key = Convert.ToString(pair.Key.Unwrap(), CultureInfo.InvariantCulture)!;
            if (!PlainValue.IsAdded(key))
            {
                var name = Names.OfProperty(key);
                Add(attributes, name, PropertyValue(name, PlainValue.Of(pair.Value)));
            }
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

        try
        {
            return value is null || (value is "" && !kind.IsStructured) ? value
                : AttributeTable.IsKnown(name) ? kind.Read(value, new ReadContext(ValueSource.Property))
                : JsonKind.ToJson(value, name);
        }
        catch (CentryException exception)
        {
            throw exception.As(exception.ErrorCode, Messages.InvalidInProperty.With(name, exception.Message));
        }
    }

    private static object? ToSend(object? argument) => argument is AddressParts address ? address.Parts : argument;

    private static void Add(Dictionary<string, object?> attributes, string name, object? value) =>
        attributes[name] = attributes.ContainsKey(name)
            ? throw CentryException.Invalid(Messages.GivenTwice, name)
            : value;
}
