using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Api;

/// <summary>
/// Compares callback URLs. Ignores the case of scheme, host and percent-encodings, Punycode, a default port and an
/// empty path (RFC 3986, 6.2.2 and 6.2.3). The rest is case-sensitive, since the receiver defines its meaning.
/// </summary>
internal static class CallbackKey
{
    private static readonly Regex Url = new(
        @"^(?<scheme>https?)://(?<user>[^/?#]*@)?(?<host>[^/?#@]*?)(?::0*(?<port>\d*))?(?<rest>(?:[/?#].*)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Encoded =
        new("%[0-9a-f]{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the key: the same text for equal callback URLs.</summary>
    public static string Of(string? url) => Parts(url) is { } parts
        ? $"{parts.Scheme}://{parts.User}{parts.Host}{parts.Path}"
        : url?.Trim() ?? string.Empty;

    public static bool AreEqual(string? left, string? right) => Of(left) == Of(right);

    /// <summary>
    /// Returns true if a server may store one callback URL as the other: they are equal, or have the same host and a
    /// path that differs in case, percent-encoding, trailing slashes or an added query.
    /// </summary>
    public static bool CanBeStoredAs(string? sent, string? stored) => AreEqual(sent, stored)
        || (Parts(sent) is { } from && Parts(stored) is { } to
            && from.Host == to.Host
            && (Fold(from.Path) == Fold(to.Path) || Fold(from.Path) == Fold(to.Path.Split('?')[0])));

    /// <summary>Splits the key: host with port, user with <c>@</c>. Null if it is not a callback URL.</summary>
    public static (string Scheme, string User, string Host, string Path)? Parts(string? url)
    {
        var parts = Url.Match(url?.Trim() ?? string.Empty);
        if (!parts.Success)
        {
            return null;
        }

        var scheme = Text("scheme").ToLowerInvariant();
        return (scheme, Text("user"), Host(Text("host")) + Port(scheme, Text("port")), Path(Text("rest")));

        string Text(string part) => parts.Groups[part].Value;
    }

    /// <summary>Returns a host, or a part of one, in lowercase Unicode.</summary>
    public static string Host(string host)
    {
        var idn = new IdnMapping();
        try
        {
            return idn.GetUnicode(idn.GetAscii(host)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return host.ToLowerInvariant(); // an IPv6 address, or an invalid name
        }
    }

    /// <summary>Returns the port as it follows the host; empty for the default port.</summary>
    public static string Port(string scheme, string port) =>
        port is "" || (scheme, port) is ("http", "80") or ("https", "443") ? string.Empty : ':' + port;

    /// <summary>Returns path, query and fragment with at least a slash, and percent-encodings in uppercase.</summary>
    public static string Path(string rest) => (rest.FirstOrDefault() == '/' ? string.Empty : "/")
        + Encoded.Replace(rest, octet => octet.Value.ToUpperInvariant());

    private static string Fold(string path) => Uri.UnescapeDataString(path).TrimEnd('/').ToLowerInvariant();
}
