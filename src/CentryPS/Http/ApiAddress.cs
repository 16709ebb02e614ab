using System.Globalization;

namespace CentryPS.Http;

/// <summary>The addresses of one Centry: the API below its base, and the OAuth endpoints.</summary>
internal sealed class ApiAddress
{
    private const string ApiRoot = "conexion/v1/";

    // RFC 9110, 4.1: what every server is to support at least.
    private const int LongestAddress = 8000;

    private readonly Uri _root;

    /// <exception cref="CentryException">The base would send secrets in the clear, or is no base at all.</exception>
    public ApiAddress(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Format(Messages.InvalidBaseUri, baseUri.OriginalString));
        }

        if (baseUri.Scheme != Uri.UriSchemeHttps && !(baseUri.Scheme == Uri.UriSchemeHttp && baseUri.IsLoopback))
        {
            throw new CentryException(CentryErrorCode.InsecureUri, Format(Messages.InsecureUri, baseUri.OriginalString));
        }

        Base = baseUri;
        _root = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + '/');
    }

    /// <summary>The base as the user gave it.</summary>
    public Uri Base { get; }

    /// <summary>The token endpoint (RFC 6749, 3.2).</summary>
    public Uri Token => new(_root, "oauth/token");

    /// <summary>Where the user authorizes the application (RFC 6749, 4.1.1).</summary>
    public Uri Authorize(string clientId, string redirectUri, string scope) => Below(
        "oauth/authorize" + QueryText(
        [
            new("client_id", clientId),
            new("redirect_uri", redirectUri),
            new("response_type", "code"),
            new("scope", scope),
        ]));

    /// <summary>One object: <c>webhooks/{id}.json</c>, whatever characters the id has.</summary>
    /// <exception cref="CentryException">The id is blank, is not Unicode text, or is too long.</exception>
    public Uri Item(string collection, string id, string query = "")
    {
        if (string.IsNullOrWhiteSpace(id) || !IsUnicode(id))
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Messages.InvalidId);
        }

        return Below($"{ApiRoot}{collection}/{Escape(id)}.json{query}");
    }

    /// <summary>A collection: <c>webhooks.json</c> and its query.</summary>
    /// <exception cref="CentryException">It is too long.</exception>
    public Uri Collection(string collection, IEnumerable<KeyValuePair<string, string?>> query) =>
        Below($"{ApiRoot}{collection}.json{QueryText(query)}");

    /// <summary>Any path below the API's root, as a user wrote it.</summary>
    /// <exception cref="CentryException">It leads elsewhere, or is too long.</exception>
    public Uri Any(string path, IEnumerable<KeyValuePair<string, string?>> query)
    {
        CheckLength(path);
        var root = new Uri(_root, ApiRoot);
        var relative = path.TrimStart('/');
        relative = relative.StartsWith(ApiRoot, StringComparison.Ordinal) ? relative.Substring(ApiRoot.Length) : relative;
        var isPlain = relative.Length > 0
            && IsUnicode(relative)
            && !relative.Any(character => char.IsControl(character) || character is '\\' or '#' or ' ')
            && !Uri.TryCreate(relative, UriKind.Absolute, out _);
        if (!isPlain || !Uri.TryCreate(root.AbsoluteUri + relative, UriKind.Absolute, out var target) || !IsBelow(root, target, relative))
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Format(Messages.InvalidPath, path));
        }

        var more = QueryText(query);
        CheckLength(target.AbsoluteUri + more);
        return more.Length == 0 ? target : new Uri(target.AbsoluteUri + (target.Query.Length > 0 ? '&' + more.Substring(1) : more));
    }

    /// <summary><c>?name=value&amp;flag</c>, escaped; a null value is a flag; empty for no pair.</summary>
    private static string QueryText(IEnumerable<KeyValuePair<string, string?>> query)
    {
        var text = string.Join("&", query.Select(pair => pair.Value is null
            ? Escape(pair.Key)
            : $"{Escape(pair.Key)}={Escape(pair.Value)}"));
        return text.Length == 0 ? text : '?' + text;
    }

    private static string Escape(string text)
    {
        CheckLength(text);
        return Uri.EscapeDataString(text);
    }

    private static void CheckLength(string text)
    {
        if (text.Length > LongestAddress)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Format(Messages.AddressTooLong, LongestAddress));
        }
    }

    private Uri Below(string relative)
    {
        CheckLength(relative);
        return new Uri(_root, relative);
    }

    // Neither plain nor escaped dots may climb out of the root.
    private static bool IsBelow(Uri root, Uri target, string relative)
    {
        var segments = Uri.UnescapeDataString(relative.Split('?')[0]).Split('/', '\\');
        return root.IsBaseOf(target)
            && target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
            && !segments.Any(segment => segment is "." or "..");
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text, i++)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Format(string format, object? value) => string.Format(CultureInfo.CurrentCulture, format, value);
}
