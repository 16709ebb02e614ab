using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>
/// What the user said of an object's attributes, and nothing else: parameters that were bound, columns of a row, and
/// <c>-Property</c>. A blank that came through the pipeline says nothing; one on the command line is a value.
/// </summary>
internal sealed class GivenAttributes
{
    private static readonly Dictionary<string, object> Nothing = [];

    private readonly PSCmdlet? _cmdlet;
    private readonly HashSet<string> _commandLine;
    private readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<AttributeParameter> _parameters;

    /// <summary>What a cmdlet is given: its parameters, and rows.</summary>
    public GivenAttributes(PSCmdlet cmdlet)
        : this(cmdlet.GetType(), cmdlet)
    {
    }

    /// <summary>What rows alone say, read as the cmdlet of this type reads them.</summary>
    public GivenAttributes(Type type)
        : this(type, cmdlet: null)
    {
    }

    private GivenAttributes(Type type, PSCmdlet? cmdlet)
    {
        _cmdlet = cmdlet;
        _parameters = AttributeParameter.Of(type);
        _commandLine = new HashSet<string>(Bound.Keys, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How cells write amounts and dates; null for what means the same in every culture alone.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>Whether the parameter was bound and says something.</summary>
    public bool IsGiven(string parameter) =>
        Bound.TryGetValue(parameter, out var value)
            && (_commandLine.Contains(parameter) || !IsBlank(value));

    /// <summary>The attributes to send, by Centry's names.</summary>
    /// <exception cref="CentryException">One is given twice, or cannot be sent.</exception>
    public Dictionary<string, object?> Collect(IDictionary? property) => Collect(property, input: null);

    /// <inheritdoc cref="Collect(IDictionary?)"/>
    public Dictionary<string, object?> Collect(IDictionary? property, ChangeInput? input)
    {
        var attributes = _parameters
            .Where(parameter => parameter.ApiName is not null && IsGiven(parameter.Name))
            .ToDictionary(parameter => parameter.ApiName!, parameter => PowerShellValue.ToJson(Bound[parameter.Name], parameter.Name));
        foreach (var (parameter, column) in Cells(input).Where(cell => cell.Parameter.ApiName is not null).Concat(Parts(input)))
        {
            Add(attributes, parameter.ApiName!, PowerShellValue.ToJson(Read(parameter, column, input!), column.Key));
        }

        Add(attributes, property);
        Add(attributes, input?.Columns.FirstOrDefault(IsProperty).Value.Unwrap() as IDictionary);
        return attributes;
    }

    /// <summary>What a parameter that stands for several attributes was given, by its name or by a column; false for nothing.</summary>
    /// <exception cref="CentryException">The column cannot be read.</exception>
    public bool TryGet<T>(string parameter, ChangeInput input, out T? value)
        where T : class
    {
        var cell = Cells(input).FirstOrDefault(cell => cell.Parameter.Name == parameter);
        value = IsGiven(parameter) ? Bound[parameter] as T
            : cell.Parameter is null ? null
            : Read(cell.Parameter, cell.Column, input) as T;
        return IsGiven(parameter) || value is not null;
    }

    /// <summary>The columns that say nothing to the cmdlet and were not told before.</summary>
    public string[] TakeUnknown(ChangeInput input, Func<string, bool> isKnown) =>
        [.. Unknown(input).Where(column => !IsProperty(column) && !IsSessionName(column.Key) && !isKnown(column.Key)).Select(column => column.Key).Where(_unknown.Add)];

    /// <summary>The columns that no parameter is named as.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Unknown(ChangeInput input) =>
        input.Columns.Where(column => !_parameters.Any(parameter => parameter.IsNamed(column.Key) || IsPart(column.Key, parameter)));

    private Dictionary<string, object> Bound => _cmdlet?.MyInvocation.BoundParameters ?? Nothing;

    // What is on the command line is meant for all rows.
    private IEnumerable<(AttributeParameter Parameter, KeyValuePair<string, object?> Column)> Cells(ChangeInput? input) =>
        from parameter in _parameters
        where !_commandLine.Contains(parameter.Name)
        from column in input?.Columns ?? []
        where parameter.IsNamed(column.Key) && !IsBlank(column.Value.Unwrap())
        select (parameter, column);

    // The columns address_shipping.line1, address_shipping.city, … are the parts of one attribute.
    private IEnumerable<(AttributeParameter Parameter, KeyValuePair<string, object?> Column)> Parts(ChangeInput? input) =>
        from parameter in _parameters
        where parameter.ApiName is not null && !_commandLine.Contains(parameter.Name)
        let parts = (input?.Columns ?? []).Where(column => IsPart(column.Key, parameter) && !IsBlank(column.Value.Unwrap())).ToArray()
        where parts.Length > 0
        select (parameter, new KeyValuePair<string, object?>(
            parameter.ApiName!,
            new Hashtable(parts.ToDictionary(part => part.Key.Substring(part.Key.IndexOf('.') + 1), part => part.Value))));

    private static bool IsPart(string column, AttributeParameter parameter) =>
        parameter.HasParts && column.IndexOf('.') is > 0 and var dot && parameter.IsNamed(column.Substring(0, dot));

    private static object? Bare(object? value) => value.Unwrap() switch
    {
        string text => CellText.Bare(CellText.Whole(text)),
        Hashtable parts => new Hashtable(parts.Cast<DictionaryEntry>().ToDictionary(part => part.Key, part => Bare(part.Value))),
        var other => other,
    };

    private object? Read(AttributeParameter parameter, KeyValuePair<string, object?> column, ChangeInput input)
    {
        try
        {
            return parameter.Read(Bare(column.Value), Culture);
        }
        catch (CentryException exception)
        {
            throw exception.As(exception.ErrorCode, Messages.InvalidCell.With(input.Id, column.Key, exception.Message));
        }
    }

    private void Add(Dictionary<string, object?> attributes, IDictionary? property)
    {
        if (property is null)
        {
            return;
        }

        foreach (var pair in (Dictionary<string, object?>)PowerShellValue.ToJson(property, "Property")!)
        {
            if (IsSessionName(pair.Key))
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(pair.Key))
            {
                throw CentryException.Invalid(Messages.BlankKey);
            }

            Add(attributes, _parameters.FirstOrDefault(parameter => parameter.IsNamed(pair.Key))?.ApiName ?? pair.Key, pair.Value);
        }
    }

    private static void Add(Dictionary<string, object?> attributes, string name, object? value)
    {
        if (attributes.ContainsKey(name))
        {
            throw CentryException.Invalid(Messages.GivenTwice, name);
        }

        attributes[name] = value;
    }

    // What the module itself says of an object that came in a session with a name; Centry is never told.
    private static bool IsSessionName(string column) => string.Equals(column, "SessionName", StringComparison.OrdinalIgnoreCase);

    private static bool IsProperty(KeyValuePair<string, object?> column) =>
        string.Equals(column.Key, "Property", StringComparison.OrdinalIgnoreCase) && column.Value.Unwrap() is IDictionary;

    private static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));
}
