using CentryPS.Models.Attributes;

namespace CentryPS.Commands.Parameters;

/// <summary>A value in <c>-Property</c>, where null and empty text are values.</summary>
internal static class PropertyValue
{
    /// <summary>Reads the value of an attribute by its kind, or as JSON where the attribute is not known.</summary>
    /// <exception cref="CentryException">It has no value, or one that cannot be sent.</exception>
    public static object? Read(string name, object? value)
    {
        var kind = AttributeTable.Of(name);
        var isWritten = Blank.IsMissing(value) ? throw CentryException.Invalid(Messages.MissingInProperty, name)
            : value is null || (value is "" && !kind.IsStructured);
        try
        {
            return isWritten ? value
                : AttributeTable.IsKnown(name) ? kind.Read(value!, new ReadContext(ValueSource.Property))
                : JsonKind.ToJson(value, name);
        }
        catch (CentryException exception)
        {
            throw exception.As(exception.ErrorCode, Messages.InvalidInProperty.With(name, exception.Message));
        }
    }
}
