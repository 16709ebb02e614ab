using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The parameters of a cmdlet that set attributes and that columns can set.</summary>
internal sealed class AttributeParameters
{
    private static readonly ConcurrentDictionary<Type, AttributeParameters> Known = new();

    private AttributeParameters(Type cmdlet) => All =
    [
        .. cmdlet.GetProperties()
            .Where(property => property.IsDefined(typeof(ReaderAttribute)) && BindsByName(property))
            .Select((property, position) => new AttributeParameter(property, position)),
    ];

    public IReadOnlyList<AttributeParameter> All { get; }

    /// <summary>The parameters that set one attribute each.</summary>
    public IEnumerable<AttributeParameter> Single => All.Where(parameter => parameter.ApiName is not null);

    private IEnumerable<string> Columns => All.Select(parameter => parameter.ApiName ?? parameter.Name);

    public static AttributeParameters Of(Type cmdlet) => Known.GetOrAdd(cmdlet, type => new AttributeParameters(type));

    /// <summary>
    /// The parameter for a column, a key of <c>-Property</c> or a name of <c>-Clear</c>; null for none.
    /// </summary>
    public AttributeParameter? Find(string name) => All.FirstOrDefault(parameter => parameter.IsNamed(name));

    /// <summary>Centry's name of an attribute to clear.</summary>
    public string ToClear(string name)
    {
        if ((Find(name)?.ApiName ?? (AttributeTable.IsKnown(name) ? name : null)) is { } known)
        {
            return known;
        }

        string[] names = [.. Single.Select(parameter => parameter.Name)];
        var message = Messages.UnknownAttribute.With(TerminalText.Show(name), string.Join(", ", names));
        throw CentryException.InvalidForAll(MessageFormat.Join(message, Spelling.Question(name, names)));
    }

    /// <summary>Centry's name for a key of <c>-Property</c>.</summary>
    /// <exception cref="CentryException">
    /// The key is blank, read-only, a part of an address, or a parameter that sets several attributes.
    /// </exception>
    public string OfProperty(string key)
    {
        var parameter = Find(key);
        var isId = key.Trim().TrimStart('_').Equals("id", StringComparison.OrdinalIgnoreCase);
        return string.IsNullOrWhiteSpace(key) ? throw CentryException.Invalid(Messages.BlankKey)
            : isId || AttributeTable.IsReadOnly(key) ? throw CentryException.Invalid(Messages.IdInProperty, key)
            : key.Split('.') is [{ Length: > 0 } whole, var part, ..] && Find(whole)?.HasParts == true
                ? throw CentryException.Invalid(Messages.PartInProperty, key, whole, part)
            : parameter is { ApiName: null }
                ? throw CentryException.Invalid(Messages.ParameterInProperty, key, parameter.Name)
            : parameter?.ApiName ?? key;
    }

    /// <summary>
    /// The keys of <c>-Property</c> that look like misspelt attributes, each with the similar attribute.
    /// </summary>
    public IEnumerable<(string Key, string Known)> Misspelt(IDictionary? property) =>
        from name in PlainValue.Columns(property ?? new Hashtable()).Select(pair => pair.Key)
        where Find(name) is null && !AttributeTable.IsKnown(name)
        let known = Spelling.Nearest(name, Columns.Concat(AttributeTable.Names))
        where known is not null
        select (name, known);

    /// <summary>Unknown columns as a message names them, each with a similar column if there is one.</summary>
    /// <remarks>In quotes, because a trailing space may be the only difference.</remarks>
    public string Suggest(IEnumerable<string> columns) => string.Join(", ", columns.Select(column =>
    {
        var shown = $"\"{TerminalText.Show(column)}\"";
        var near = Spelling.Nearest(column, Columns.Concat(All.SelectMany(parameter => parameter.Parts)));
        return near is null ? shown : Messages.Meant.With(shown, near);
    }));

    private static bool BindsByName(PropertyInfo property) =>
        property.GetCustomAttributes<ParameterAttribute>().Any(parameter => parameter.ValueFromPipelineByPropertyName);
}
