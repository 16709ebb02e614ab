using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>Binds the columns of rows, once for all rows with the same columns.</summary>
/// <param name="cmdlet">The cmdlet whose parameters columns can set.</param>
/// <param name="roleOf">The role of a column that does not set a parameter; null for any other.</param>
internal sealed class RowHeader(Type cmdlet, Func<string, ColumnRole?> roleOf)
{
    private readonly AttributeParameters _parameters = AttributeParameters.Of(cmdlet);
    private RowColumn[] _columns = [];

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

        if (_parameters.Find(name) is { } parameter)
        {
            return new RowColumn(name, ColumnRole.Attribute, parameter);
        }

        if (name.Split(['.'], 2) is [{ Length: > 0 } attribute, var part]
            && _parameters.Find(attribute) is { HasParts: true } whole)
        {
            var partRole = AddressKind.IsReadOnly(part) ? ColumnRole.Ignored : ColumnRole.Attribute;
            return new RowColumn(name, partRole, whole, part);
        }

        return new RowColumn(name, PlainValue.IsAdded(name) ? ColumnRole.Ignored
            : string.Equals(name, "Property", StringComparison.OrdinalIgnoreCase) ? ColumnRole.Property
            : ColumnRole.Unknown);
    }
}

/// <summary>A column of a row, and the parameter, or the part of an address, that it sets.</summary>
internal sealed record RowColumn(
    string Name, ColumnRole Role, AttributeParameter? Parameter = null, string? Part = null);
