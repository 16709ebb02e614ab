namespace CentryPS.Sandbox.Server.Storage;

/// <summary>A change of an object, already visible in the store.</summary>
/// <param name="Company">The id of the object's company.</param>
/// <param name="Resource">The name of the object's resource, such as <c>orders</c>.</param>
/// <param name="Id">The object's id.</param>
/// <param name="Kind">The kind of the change.</param>
/// <param name="Json">The object as UTF-8 JSON after the change or, if it was deleted, before it.</param>
public sealed record ObjectChange(string Company, string Resource, string Id, ChangeKind Kind, ReadOnlyMemory<byte> Json);
