using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>Paths of the API, with their queries, below a Centry's base URI.</summary>
internal static class ApiPath
{
    private const string Root = "conexion/v1/";

    // Only to see where a path leads: no call goes there.
    private static readonly Uri AnyRoot = new("https://centry.invalid/" + Root);

    /// <summary>One object: <c>webhooks/{id}.json</c>.</summary>
    /// <exception cref="CentryException">The id cannot be one, or is too long.</exception>
    public static string Item(string collection, string id, string query = "") => IsId(QueryText.Checked(id))
        ? QueryText.Checked($"{Root}{collection}/{QueryText.Escape(id)}.json{query}")
        : throw CentryException.Invalid(Messages.InvalidId, TerminalText.Show(id));

    /// <summary>A collection: <c>webhooks.json</c> and its query.</summary>
    /// <exception cref="CentryException">It is too long.</exception>
    public static string Collection(string collection, IEnumerable<KeyValuePair<string, string?>> query) =>
        QueryText.Checked($"{Root}{collection}.json{QueryText.Of(query)}");

    /// <summary>Any path below the API's root, as a user wrote it.</summary>
    /// <exception cref="CentryException">It leads elsewhere, or is too long.</exception>
    public static string Any(string path, IEnumerable<KeyValuePair<string, string?>> query)
    {
        var relative = QueryText.Checked(path).TrimStart('/');
        relative = relative.StartsWith(Root, StringComparison.Ordinal) ? relative.Substring(Root.Length) : relative;
        if (!IsPlain(relative) || !Uri.TryCreate(AnyRoot.AbsoluteUri + relative, UriKind.Absolute, out var target) || !IsBelow(target, relative))
        {
            throw CentryException.Invalid(Messages.InvalidPath, path);
        }

        var more = QueryText.Of(query);
        var all = target.Query.Length > 0 && more.Length > 0 ? '&' + more.Substring(1) : more;
        return QueryText.Checked(target.PathAndQuery.Substring(1) + all);
    }

    /// <summary>The collection that a URI of the API is about; null for one that is none of the API's.</summary>
    public static string? CollectionOf(Uri uri) => uri.AbsolutePath.IndexOf(Root, StringComparison.Ordinal) is >= 0 and var at
        ? uri.AbsolutePath.Substring(at + Root.Length).Split('/', '.')[0]
        : null;

    // Centry's are 24 hex digits. What would be more than one segment of the path is refused even though it would be sent
    // escaped: a proxy on the way may decode it and make another path of it.
    private static bool IsId(string id) => !string.IsNullOrWhiteSpace(id)
        && UnicodeText.IsValid(id)
        && !id.Contains("..")
        && !id.Any(character => char.IsControl(character) || character is '/' or '\\' or '%' or '?' or '#');

    private static bool IsPlain(string relative) => relative.Length > 0
        && UnicodeText.IsValid(relative)
        && !relative.Any(character => char.IsControl(character) || character is '\\' or '#' or ' ')
        && !Uri.TryCreate(relative, UriKind.Absolute, out _);

    // Neither plain nor escaped dots may climb out of the root.
    private static bool IsBelow(Uri target, string relative)
    {
        var segments = Uri.UnescapeDataString(relative.Split('?')[0]).Split('/', '\\');
        return AnyRoot.IsBaseOf(target)
            && target.AbsolutePath.StartsWith(AnyRoot.AbsolutePath, StringComparison.Ordinal)
            && !segments.Any(segment => segment is "." or "..");
    }
}
