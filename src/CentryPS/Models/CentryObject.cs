using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>The base of Centry's objects: an id, times, and attributes that this module does not know.</summary>
public abstract class CentryObject
{
    /// <summary>The identifier, 24 hex digits (<c>_id</c>).</summary>
    [JsonPropertyName("_id"), JsonPropertyOrder(-1)]
    public string? Id { get; set; }

    /// <summary>The time at which Centry created the object (<c>created_at</c>), with Centry's offset.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>The time of the last change (<c>updated_at</c>), with Centry's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>
    /// The attributes for which this module has no property, by Centry's name: strings, numbers
    /// (<see cref="long"/> or <see cref="decimal"/>), booleans, nulls, arrays, and dictionaries for objects.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, object?> AdditionalProperties
    {
        get => field ??= new Dictionary<string, object?>();
        set;
    }

    /// <summary>The text that identifies the object for a user.</summary>
    internal virtual string Label => ToString();

    /// <summary>The text by which completion finds the object. It omits values that many objects share.</summary>
    internal virtual string SearchText => Label;

    /// <summary>The text that distinguishes the object from others in a list of choices.</summary>
    internal virtual string Description => Label;

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id ?? GetType().Name;
}
