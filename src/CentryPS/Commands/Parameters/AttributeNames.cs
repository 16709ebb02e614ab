using System.Collections;
using System.Globalization;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The names of the attributes that a command can set, and suggestions for misspelt ones.</summary>
/// <param name="parameters">The parameters of the command.</param>
internal sealed class AttributeNames(IReadOnlyList<AttributeParameter> parameters)
{
    private IEnumerable<string> Columns => parameters.Select(parameter => parameter.ApiName ?? parameter.Name);

    private IEnumerable<string> Parts => parameters
        .Where(parameter => parameter.HasParts)
        .SelectMany(parameter => AddressKind.PartNames.Select(part => $"{parameter.ApiName}.{part}"));

    /// <summary>
    /// The parameter for a column, a key of <c>-Property</c> or a name of <c>-Clear</c>; null for none.
    /// </summary>
    public AttributeParameter? Find(string name) => parameters.FirstOrDefault(parameter => parameter.IsNamed(name));

    /// <summary>Centry's name of an attribute to clear.</summary>
    /// <exception cref="CentryException">The attribute is unknown.</exception>
    public string ToClear(string name)
    {
        if (Find(name)?.ApiName is { } known)
        {
            return known;
        }

        if (AttributeTable.IsKnown(name))
        {
            return name;
        }

        var settable = parameters.Where(parameter => parameter.ApiName is not null);
        string[] names = [.. settable.Select(parameter => parameter.Name)];
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
        from key in property?.Keys.Cast<object?>() ?? []
        let name = Convert.ToString(key.Unwrap(), CultureInfo.InvariantCulture)
        where Find(name) is null && !AttributeTable.IsKnown(name)
        let known = Spelling.Nearest(name, Columns.Concat(AttributeTable.Names))
        where known is not null
        select (name, known);

    /// <summary>Unknown columns as a message names them, each with a similar column if there is one.</summary>
    /// <remarks>In quotes, because a trailing space may be the only difference.</remarks>
    public string Suggest(IEnumerable<string> columns) => string.Join(", ", columns.Select(column =>
    {
        var shown = $"\"{TerminalText.Show(column)}\"";
        return Spelling.Nearest(column, Columns.Concat(Parts)) is { } near ? Messages.Meant.With(shown, near) : shown;
    }));
}
