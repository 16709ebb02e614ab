using System.Collections;

namespace CentryPS.Models.Attributes;

/// <summary>Values that say nothing.</summary>
internal static class Blank
{
    /// <summary>The result of a command that returned nothing, which is not the same as null.</summary>
    public static readonly object NoResult = new();

    /// <summary>
    /// Whether it is null, the empty result of a command, a database null, white space, or a collection with nothing else in it.
    /// </summary>
    public static bool Is(object? value) => value switch
    {
        null or DBNull => true,
        string text => string.IsNullOrWhiteSpace(text),
        IDictionary map => map.Count == 0,
        IEnumerable items => items.Cast<object?>().All(Is),
        _ => IsMissing(value),
    };

    /// <summary>Whether it is the empty result of a command, or a database null: neither a value nor a null that was written.</summary>
    public static bool IsMissing(object? value) => value == NoResult || value is DBNull;
}
