namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The parent of a resource's objects.</summary>
/// <param name="Resource">The name of the parent's resource.</param>
/// <param name="Key">The attribute with the parent's id, such as <c>product_id</c>.</param>
public sealed record ResourceParent(string Resource, string Key)
{
    /// <summary>
    /// The segment below the parent's path, such as <c>assets</c>; null if the resource is not nested.
    /// </summary>
    public string? Segment { get; init; }

    /// <summary>The attribute of the parent that contains the objects, to read and to write; null for none.</summary>
    public string? Attribute { get; init; }
}
