using System.Text.RegularExpressions;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>A path of the API.</summary>
/// <param name="Route">The resource's route: <c>orders</c> or, if nested, <c>orders/order_notes</c>.</param>
/// <param name="Parent">The id of the parent object; null for none.</param>
/// <param name="Id">The id of one object; null for the whole list.</param>
/// <param name="IsJson">True if the response is JSON: the extension is <c>.json</c> or missing.</param>
internal sealed partial record ResourcePath(string Route, string? Parent, string? Id, bool IsJson)
{
    private const string Root = "/conexion/v1/";

    /// <summary>
    /// Parses a path as sent, because ASP.NET Core would unescape the id; returns null if it is not a path of the API.
    /// </summary>
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
