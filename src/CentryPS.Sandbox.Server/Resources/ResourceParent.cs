namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The object that objects of a resource belong to.</summary>
/// <param name="Resource">The name of its resource.</param>
/// <param name="Key">The attribute with its id, such as <c>product_id</c>.</param>
public sealed record ResourceParent(string Resource, string Key)
{
    /// <summary>Where they are below the parent's address, such as <c>assets</c>; null where they have an address of their own.</summary>
    public string? Segment { get; init; }

    /// <summary>The parent's attribute that lists them, and by which they are written with it; null for none.</summary>
    public string? Attribute { get; init; }
}
