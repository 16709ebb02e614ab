using System.Collections;

namespace CentryPS.Models.Attributes;

internal static class Blank
{
    /// <summary>The result of a command that returned nothing, as opposed to null.</summary>
    public static readonly object NoResult = new();

    /// <summary>
    /// Returns true for null, the empty result of a command, a database null, white space, and a collection of only
    /// such values.
    /// </summary>
    public static bool Is(object? value) => value switch
    {
        null or DBNull => true,
        string text => string.IsNullOrWhiteSpace(text),
        IDictionary map => map.Count == 0,
        IEnumerable items => items.Cast<object?>().All(Is),
        _ => IsMissing(value),
    };

    /// <summary>Returns true for a command's empty result or a database null, but not for a written null.</summary>
    public static bool IsMissing(object? value) => value == NoResult || value is DBNull;
}
