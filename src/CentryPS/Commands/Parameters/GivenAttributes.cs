using System.Collections;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// The attributes that the user specified, and no others: by parameters, by the cells of a row, in <c>-Property</c> and with
/// <c>-Clear</c>. A blank cell says nothing.
/// </summary>
internal sealed class GivenAttributes
{
    private static readonly Dictionary<string, object> Nothing = [];

    private readonly PSCmdlet? _cmdlet;
    private readonly HashSet<string> _commandLine;
    private readonly IReadOnlyList<AttributeParameter> _parameters;

    /// <summary>Attributes that a cmdlet is given, by its parameters and by rows.</summary>
    public GivenAttributes(PSCmdlet cmdlet)
        : this(cmdlet.GetType(), cmdlet)
    {
    }

    /// <summary>Attributes that rows give, read as the cmdlet of this type reads them.</summary>
    public GivenAttributes(Type type)
        : this(type, cmdlet: null)
    {
    }

    private GivenAttributes(Type type, PSCmdlet? cmdlet)
    {
        _cmdlet = cmdlet;
        _parameters = AttributeParameter.Of(type);
        Names = new AttributeNames(_parameters);
        _commandLine = new HashSet<string>(Bound.Keys, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How cells write amounts and dates; null accepts only what every culture reads the same way.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>The names of the attributes to erase.</summary>
    public IReadOnlyList<string> Clear { get; init; } = [];

    /// <summary>The names of the attributes.</summary>
    public AttributeNames Names { get; }

    /// <summary>Whether the command line itself sets or erases attributes.</summary>
    public bool HasCommandLine => Clear.Count > 0 || _commandLine.Any(name => name == "Property" || Names.Find(name)?.ApiName is not null);

    private Dictionary<string, object> Bound => _cmdlet?.MyInvocation.BoundParameters ?? Nothing;

    /// <summary>Whether the parameter was bound and says something.</summary>
    public bool IsGiven(string parameter) =>
        Bound.TryGetValue(parameter, out var value) && (_commandLine.Contains(parameter) || !Blank.Is(PlainValue.Of(value)));

    /// <summary>The attributes to send, by Centry's names.</summary>
    /// <param name="property">The value of <c>-Property</c>.</param>
    /// <param name="row">The row, if there is one.</param>
    /// <exception cref="CentryException">One is given twice, or cannot be sent; all cells that cannot be read are named.</exception>
    public Dictionary<string, object?> Collect(IDictionary? property, Row? row = null)
    {
        RefuseBlank([.. _parameters.Select(parameter => parameter.Name)]);
        var attributes = _parameters
            .Where(parameter => parameter.ApiName is not null && IsGiven(parameter.Name))
            .ToDictionary(parameter => parameter.ApiName!, parameter => Sent(Bound[parameter.Name].Unwrap()));
        foreach (var name in Clear.Select(Names.Known))
        {
            Add(attributes, name, null);
        }

        AddCells(attributes, row);
        AddProperty(attributes, property);
        foreach (var cell in row?.Filled(ColumnRole.Property) ?? [])
        {
            AddProperty(attributes, cell.Value as IDictionary ?? throw CentryException.Invalid(Messages.InvalidProperty));
        }

        return attributes;
    }

    /// <summary>Refuses arguments that a script block made blank for this input: it is evaluated after the command line is checked.</summary>
    /// <exception cref="CentryException">One is blank.</exception>
    public void RefuseBlank(params string[] parameters)
    {
        foreach (var name in parameters.Where(name => _commandLine.Contains(name) && Bound.TryGetValue(name, out var value) && Blank.Is(PlainValue.Of(value))))
        {
            throw CentryException.Invalid(Names.Find(name)?.ApiName is null ? Messages.BlankArgument : Messages.BlankAttribute, name);
        }
    }

    /// <summary>What a parameter that stands for several attributes was given, by its name or by a column; null for nothing.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="row">The row, if there is one.</param>
    /// <param name="read">Reads a cell.</param>
    /// <exception cref="CentryException">The cell cannot be read.</exception>
    public T? Find<T>(string parameter, Row? row, Func<object, T?> read)
        where T : class
    {
        var cell = row?.Filled(ColumnRole.Attribute).FirstOrDefault(cell => cell.Column.Parameter!.Name == parameter);
        return IsGiven(parameter) ? Bound[parameter].Unwrap() as T
            : cell?.Column is { } column ? InCell(column.Name, () => read(cell.Value.Value))
            : null;
    }

    private void AddCells(Dictionary<string, object?> attributes, Row? row)
    {
        var cells = (row?.Filled(ColumnRole.Attribute) ?? []).Concat(row?.Filled(ColumnRole.Part) ?? [])
            .Where(cell => cell.Column.Parameter!.ApiName is { } name && !_commandLine.Contains(cell.Column.Parameter.Name) && !Clear.Select(Names.Known).Contains(name))
            .OrderBy(cell => _parameters.TakeWhile(parameter => parameter != cell.Column.Parameter).Count());
        var failures = new List<CentryException>();
        var addresses = new Dictionary<string, Dictionary<string, object?>>();
        foreach (var (column, value) in cells)
        {
            try
            {
                var cell = column.Part is { } part ? new Dictionary<string, object?> { [part] = value } : value;
                var read = InCell(column.Name, () => column.Parameter!.Kind!.Read(cell, new ReadContext(ValueSource.Cell, Culture)));
                Add(attributes, column, read, addresses);
            }
            catch (CentryException exception)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            var first = failures.Find(failure => failure.IsEncodingError) ?? failures[0];
            throw first.As(first.ErrorCode, failures.Select(failure => failure.Message).Aggregate(MessageFormat.Join));
        }
    }

    // The columns address_shipping.line1, address_shipping.city, ... are the parts of one attribute.
    private static void Add(Dictionary<string, object?> attributes, RowColumn column, object read, Dictionary<string, Dictionary<string, object?>> addresses)
    {
        var name = column.Parameter!.ApiName!;
        if (column.Part is null)
        {
            Add(attributes, name, read);
            return;
        }

        if (!addresses.TryGetValue(name, out var address))
        {
            Add(attributes, name, addresses[name] = address = []);
        }

        foreach (var part in (IDictionary<string, object?>)read)
        {
            Add(address, part.Key, part.Value);
        }
    }

    private void AddProperty(Dictionary<string, object?> attributes, IDictionary? property)
    {
        foreach (DictionaryEntry pair in property ?? new Hashtable())
        {
            var key = Convert.ToString(pair.Key.Unwrap(), CultureInfo.InvariantCulture)!;
            if (PlainValue.IsAdded(key))
            {
                continue;
            }

            var parameter = Names.Find(key);
            var name = string.IsNullOrWhiteSpace(key) ? throw CentryException.Invalid(Messages.BlankKey)
                : IsId(key) || AttributeTable.IsReadOnly(key) ? throw CentryException.Invalid(Messages.IdInProperty, key)
                : IsPart(key) ? throw CentryException.Invalid(Messages.PartInProperty, key, key.Split('.')[0], key.Split('.')[1])
                : parameter is { ApiName: null } ? throw CentryException.Invalid(Messages.ParameterInProperty, key, parameter.Name)
                : parameter?.ApiName ?? key;
            Add(attributes, name, PropertyValue.Read(name, PlainValue.Of(pair.Value)));
        }
    }

    /// <summary>Reads a cell; a failure names the column.</summary>
    public static T InCell<T>(string column, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CentryException exception)
        {
            throw exception.As(exception.ErrorCode, Messages.InColumn.With(TerminalText.Show(column), exception.Message));
        }
    }

    private static object? Sent(object? value) => value is AddressParts address ? address.Parts : value;

    private bool IsPart(string key) => key.IndexOf('.') is > 0 and var dot && Names.Find(key.Substring(0, dot))?.HasParts == true;

    private static bool IsId(string key) => key.Trim().TrimStart('_').Equals("id", StringComparison.OrdinalIgnoreCase);

    private static void Add(Dictionary<string, object?> attributes, string name, object? value) =>
        attributes[name] = attributes.ContainsKey(name) ? throw CentryException.Invalid(Messages.GivenTwice, name) : value;
}
