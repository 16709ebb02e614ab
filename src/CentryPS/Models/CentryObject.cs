using System.Text.Json.Serialization;

namespace CentryPS.Models;

/// <summary>What every object of Centry has: an id, times, and whatever attributes this module does not know.</summary>
public abstract class CentryObject
{
    private IDictionary<string, object?>? _additionalProperties;

    /// <summary>The identifier, 24 hex digits (<c>_id</c>).</summary>
    [JsonPropertyName("_id"), JsonPropertyOrder(-1)]
    public string? Id { get; set; }

    /// <summary>When Centry created it (<c>created_at</c>), with the offset that Centry gave.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When Centry last changed it (<c>updated_at</c>), with the offset that Centry gave.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>
    /// The attributes that Centry sent and this module has no property for, by Centry's name: strings, numbers
    /// (<see cref="long"/> or <see cref="decimal"/>), booleans, nulls, arrays, and dictionaries for objects.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, object?> AdditionalProperties
    {
        get => _additionalProperties ??= new Dictionary<string, object?>();
        set => _additionalProperties = value;
    }

    /// <summary>What a person knows it by.</summary>
    internal virtual string Label => ToString();

    /// <summary>What a person may look for it by, and nothing that many have in common.</summary>
    internal virtual string SearchText => Label;

    /// <summary>What tells it from others, for a person to choose.</summary>
    internal virtual string Description => Label;

    /// <summary>The id.</summary>
    public override string ToString() => Id ?? GetType().Name;
}
