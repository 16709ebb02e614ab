using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Api;

/// <summary>
/// When two callback URLs are the same: scheme and host count in any case, a host in Punycode or in its own letters, a
/// percent-encoding in any case, and a default port and an empty path are as good as none (RFC 3986, 6.2.2 and 6.2.3). The rest
/// counts to the letter, since it is the receiver's own.
/// </summary>
internal static class CallbackKey
{
    private static readonly Regex Url = new(
        @"^(?<scheme>https?)://(?<user>[^/?#]*@)?(?<host>[^/?#@]*?)(?::0*(?<port>\d*))?(?<rest>(?:[/?#].*)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    private static readonly Regex Encoded = new("%[0-9a-f]{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The key: the same text for callback URLs that are the same.</summary>
    public static string Of(string? uri) => Parts(uri) is { } parts ? $"{parts.Scheme}://{parts.User}{parts.Host}{parts.Path}" : uri?.Trim() ?? string.Empty;

    /// <summary>The key in parts, the port with the host and the <c>@</c> with the user; null where it is no callback URL.</summary>
    public static (string Scheme, string User, string Host, string Path)? Parts(string? uri)
    {
        var parts = Url.Match(uri?.Trim() ?? string.Empty);
        if (!parts.Success)
        {
            return null;
        }

        var scheme = Text("scheme").ToLowerInvariant();
        return (scheme, Text("user"), Host(Text("host")) + Port(scheme, Text("port")), Path(Text("rest")));

        string Text(string part) => parts.Groups[part].Value;
    }

    /// <summary>
    /// Whether an address may be the form in which a server keeps another one: the same host, and a path that differs by case, by
    /// percent-encoding, by slashes at its end or by a query that was added.
    /// </summary>
    public static bool IsForm(string? kept, string? sent) => Parts(kept) is { } form && Parts(sent) is { } address
        && form.Host == address.Host
        && (Loose(form.Path) == Loose(address.Path) || Loose(form.Path.Split('?')[0]) == Loose(address.Path));

    private static string Loose(string path) => Uri.UnescapeDataString(path).TrimEnd('/').ToLowerInvariant();

    /// <summary>A host or a part of one in small letters of its own.</summary>
    public static string Host(string host)
    {
        var idn = new IdnMapping();
        try
        {
            return idn.GetUnicode(idn.GetAscii(host)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // An IPv6 address, or what no name server knows.
            return host.ToLowerInvariant();
        }
    }

    /// <summary>What stands behind the host for a port.</summary>
    public static string Port(string scheme, string port) => port is "" || (scheme, port) is ("http", "80") or ("https", "443") ? string.Empty : ':' + port;

    /// <summary>What stands behind the host, with a path and with each percent-encoding in capitals.</summary>
    public static string Path(string rest) =>
        (rest.FirstOrDefault() == '/' ? string.Empty : "/") + Encoded.Replace(rest, octet => octet.Value.ToUpperInvariant());
}
