using System.Text.RegularExpressions;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>What an address of the API names.</summary>
/// <param name="Route">The resource: <c>orders</c>, or below an object <c>orders/order_notes</c>.</param>
/// <param name="Parent">The id of the object that it is below; null for none.</param>
/// <param name="Id">The id of one object; null for the whole list.</param>
/// <param name="IsJson">Whether JSON is asked for, by the ending <c>.json</c> or by none.</param>
internal sealed partial record ResourcePath(string Route, string? Parent, string? Id, bool IsJson)
{
    private const string Root = "/conexion/v1/";

    /// <summary>Reads a path as sent: ASP.NET would have unescaped the id. Null where it is of another shape.</summary>
    public static ResourcePath? TryParse(string path)
    {
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return null;
        }

        var format = Format().Match(path);
        var isJson = format.Value is "" or ".json";
        var parts = path[Root.Length..^format.Length].Split('/');
        return parts switch
        {
            [var list] => new ResourcePath(list, Parent: null, Id: null, isJson),
            [var resource, var id] => new ResourcePath(resource, Parent: null, Uri.UnescapeDataString(id), isJson),
            [var resource, var parent, var list] => new ResourcePath($"{resource}/{list}", Uri.UnescapeDataString(parent), Id: null, isJson),
            [var resource, var parent, var list, var id] =>
                new ResourcePath($"{resource}/{list}", Uri.UnescapeDataString(parent), Uri.UnescapeDataString(id), isJson),
            _ => null,
        };
    }

    [GeneratedRegex(@"\.[a-z]+$")]
    private static partial Regex Format();
}
