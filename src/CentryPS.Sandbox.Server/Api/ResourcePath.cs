namespace CentryPS.Sandbox.Server.Api;

/// <summary>What an address of the API names.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="Id">The id of one object; null for the whole list.</param>
internal sealed record ResourcePath(string Resource, string? Id)
{
    private const string Root = "/conexion/v1/";

    /// <summary>Reads a path as sent: ASP.NET would have unescaped the id. Null where it is of another shape.</summary>
    public static ResourcePath? TryParse(string path)
    {
        var parts = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        return parts switch
        {
            [var list] => new ResourcePath(WithoutJson(list), Id: null),
            [var resource, var id] => new ResourcePath(resource, Uri.UnescapeDataString(WithoutJson(id))),
            _ => null,
        };
    }

    private static string WithoutJson(string segment) =>
        segment.EndsWith(".json", StringComparison.Ordinal) ? segment[..^5] : segment;
}
