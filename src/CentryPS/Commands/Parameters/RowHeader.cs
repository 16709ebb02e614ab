using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>The columns of rows, bound once for all rows that have the same ones.</summary>
/// <param name="parameters">The parameters that columns can set.</param>
/// <param name="roleOf">The role of a column that the command itself knows; null for any other.</param>
internal sealed class RowHeader(IReadOnlyList<AttributeParameter> parameters, Func<string, ColumnRole?> roleOf)
{
    private RowColumn[] _columns = [];

    /// <summary>The columns with these names.</summary>
    public IReadOnlyList<RowColumn> Bind(IReadOnlyCollection<string> names)
    {
        if (!names.SequenceEqual(_columns.Select(column => column.Name)))
        {
            _columns = [.. names.Select(Bind)];
        }

        return _columns;
    }

    private RowColumn Bind(string name)
    {
        if (roleOf(name) is { } role)
        {
            return new RowColumn(name, role);
        }

        if (parameters.FirstOrDefault(known => known.IsNamed(name)) is { } parameter)
        {
            return new RowColumn(name, ColumnRole.Attribute, parameter);
        }

        var dot = name.IndexOf('.');
        return dot > 0 && parameters.FirstOrDefault(known => known.HasParts && known.IsNamed(name.Substring(0, dot))) is { } whole
            ? new RowColumn(name, AddressKind.IsReadOnly(name.Substring(dot + 1)) ? ColumnRole.Ignored : ColumnRole.Part, whole, name.Substring(dot + 1))
            : new RowColumn(name, PlainValue.IsAdded(name) ? ColumnRole.Ignored : string.Equals(name, "Property", StringComparison.OrdinalIgnoreCase) ? ColumnRole.Property : ColumnRole.Unknown);
    }
}

/// <summary>A column of a row.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Role">What it says.</param>
/// <param name="Parameter">The parameter that it sets, if any.</param>
/// <param name="Part">The part of it that it sets, if any.</param>
internal sealed record RowColumn(string Name, ColumnRole Role, AttributeParameter? Parameter = null, string? Part = null);
