using System.Collections;
using System.Globalization;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The names of the attributes that a command can set, and what a misspelt one was meant to be.</summary>
/// <param name="parameters">The parameters of the command.</param>
internal sealed class AttributeNames(IReadOnlyList<AttributeParameter> parameters)
{
    private IEnumerable<string> Columns => parameters.Select(parameter => parameter.ApiName ?? parameter.Name);

    private IEnumerable<string> Parts => parameters
        .Where(parameter => parameter.HasParts)
        .SelectMany(parameter => AddressKind.PartNames.Select(part => $"{parameter.ApiName}.{part}"));

    /// <summary>The parameter that a column, a key of <c>-Property</c> or <c>-Clear</c> names; null for none.</summary>
    public AttributeParameter? Find(string name) => parameters.FirstOrDefault(parameter => parameter.IsNamed(name));

    /// <summary>The attribute that <c>-Clear</c> names, by Centry's name.</summary>
    /// <exception cref="CentryException">It is not known.</exception>
    public string Known(string name) => Find(name)?.ApiName ?? (AttributeTable.IsKnown(name) ? name : throw Unknown(name));

    /// <summary>The keys of <c>-Property</c> that look like misspelt attributes, each with the attribute that it looks like.</summary>
    public IEnumerable<(string Key, string Known)> Misspelt(IDictionary? property) =>
        from key in property?.Keys.Cast<object?>() ?? []
        let name = Convert.ToString(key.Unwrap(), CultureInfo.InvariantCulture)
        where Find(name) is null && !AttributeTable.IsKnown(name)
        let known = Spelling.Nearest(name, Columns.Concat(AttributeTable.Names))
        where known is not null
        select (name, known);

    /// <summary>Unknown columns for a message, each with the column that it was meant to be, if one is near.</summary>
    /// <remarks>In quotes: a blank at the end may be all that makes the difference.</remarks>
    public string Suggest(IEnumerable<string> columns) => string.Join(", ", columns.Select(column =>
    {
        var shown = $"\"{TerminalText.Show(column)}\"";
        return Spelling.Nearest(column, Columns.Concat(Parts)) is { } near ? Messages.Meant.With(shown, near) : shown;
    }));

    private CentryException Unknown(string name)
    {
        string[] known = [.. parameters.Where(parameter => parameter.ApiName is not null).Select(parameter => parameter.Name)];
        return CentryException.InvalidForAll(MessageFormat.Join(Messages.UnknownAttribute.With(TerminalText.Show(name), string.Join(", ", known)), Spelling.Question(name, known)));
    }
}
