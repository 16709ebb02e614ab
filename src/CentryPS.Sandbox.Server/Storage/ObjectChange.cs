namespace CentryPS.Sandbox.Server.Storage;

/// <summary>A change of one object, which whoever looks at the store already sees.</summary>
/// <param name="Company">The id of the company whose object it is.</param>
/// <param name="Resource">The name of the object's resource, such as <c>orders</c>.</param>
/// <param name="Id">The object's id.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Json">The object as UTF-8 JSON: as it is now, or where it was deleted, as it was last.</param>
public sealed record ObjectChange(string Company, string Resource, string Id, ChangeKind Kind, ReadOnlyMemory<byte> Json);
