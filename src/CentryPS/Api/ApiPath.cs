using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>Builds the paths of the API, relative to the base URI, with their queries.</summary>
internal static class ApiPath
{
    private const string Root = "conexion/v1/";

    private static readonly string[] ScopeSubjects =
        ["orders", "products", "integration_config", "user", "webhook", "warehouses"];

    // Used only to resolve paths; it is never called.
    private static readonly Uri PlaceholderRoot = new("https://centry.invalid/" + Root);

    /// <summary>Returns the path of one object: <c>webhooks/{id}.json</c>.</summary>
    /// <exception cref="CentryException">The id is invalid or too long.</exception>
    public static string Item(string collection, string id, string query = "") => IsId(QueryText.Checked(id))
        ? QueryText.Checked($"{Root}{collection}/{QueryText.Escape(id)}.json{query}")
        : throw CentryException.Invalid(Messages.InvalidId, TerminalText.Show(id));

    /// <summary>Returns the path of a collection with its query: <c>webhooks.json?limit=1</c>.</summary>
    /// <exception cref="CentryException">The path is too long.</exception>
    public static string Collection(string collection, IEnumerable<KeyValuePair<string, string?>> query) =>
        QueryText.Checked($"{Root}{collection}.json{QueryText.Of(query)}");

    /// <summary>Returns a path below the API's root that a user specified.</summary>
    /// <exception cref="CentryException">The path leads out of the API or is too long.</exception>
    public static string Any(string path, IEnumerable<KeyValuePair<string, string?>> query)
    {
        var relative = QueryText.Checked(path).TrimStart('/');
        relative = relative.StartsWith(Root, StringComparison.Ordinal) ? relative.Substring(Root.Length) : relative;
        if (!IsPlain(relative)
            || !Uri.TryCreate(PlaceholderRoot.AbsoluteUri + relative, UriKind.Absolute, out var target)
            || !IsBelowRoot(target, relative))
        {
            throw CentryException.Invalid(Messages.InvalidPath, path);
        }

        var more = QueryText.Of(query);
        var all = target.Query.Length > 0 && more.Length > 0 ? '&' + more.Substring(1) : more;
        return QueryText.Checked(target.PathAndQuery.Substring(1) + all);
    }

    /// <summary>Returns the scope that a call needs, such as <c>read_orders</c>; null if unknown.</summary>
    /// <param name="method">The HTTP method: GET needs a read scope, any other method a write scope.</param>
    /// <param name="uri">The URI of the call, whose path contains the collection.</param>
    public static string? Scope(string? method, Uri? uri)
    {
        var collection = uri?.AbsolutePath.IndexOf(Root, StringComparison.Ordinal) is >= 0 and var at
            ? uri.AbsolutePath.Substring(at + Root.Length).Split('/', '.')[0]
            : null;
        var subject = ScopeSubjects.FirstOrDefault(name =>
            collection == name || collection == name + "s" || collection == name + "_info");
        return subject is null ? null : (method == "GET" ? "read_" : "write_") + subject;
    }

    // Centry's ids are 24 hex digits. Characters that separate path segments are refused, although they would be
    // escaped: a proxy may decode them, which changes the path.
    private static bool IsId(string id) => !string.IsNullOrWhiteSpace(id)
        && UnicodeText.IsValid(id)
        && !id.Contains("..")
        && !id.Any(character => char.IsControl(character) || character is '/' or '\\' or '%' or '?' or '#');

    private static bool IsPlain(string relative) => relative.Length > 0
        && UnicodeText.IsValid(relative)
        && !relative.Any(character => char.IsControl(character) || character is '\\' or '#' or ' ')
        && !Uri.TryCreate(relative, UriKind.Absolute, out _);

    // Dot segments, plain or escaped, must not lead out of the root.
    private static bool IsBelowRoot(Uri target, string relative)
    {
        var segments = Uri.UnescapeDataString(relative.Split('?')[0]).Split('/', '\\');
        return target.AbsolutePath.StartsWith(PlaceholderRoot.AbsolutePath, StringComparison.Ordinal)
            && !segments.Any(segment => segment is "." or "..");
    }
}
