using System.Text.RegularExpressions;

namespace CentryPS.Api;

/// <summary>
/// By what a callback URL is the same as another: its scheme and host count in any case, a default port and an empty path are
/// as good as none (RFC 3986, 6.2.2 and 6.2.3). The rest counts to the letter, since it is the receiver's own.
/// </summary>
internal static class CallbackKey
{
    private static readonly Regex Parts = new(
        @"^(?<scheme>https?)://(?<user>[^/?#]*@)?(?<host>[^/?#@]*?)(?::0*(?<port>\d*))?(?<rest>(?:[/?#].*)?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>The key: the same text for callback URLs that are the same.</summary>
    public static string Of(string? uri)
    {
        var text = uri?.Trim() ?? string.Empty;
        var parts = Parts.Match(text);
        if (!parts.Success)
        {
            return text;
        }

        var scheme = Text("scheme").ToLowerInvariant();
        var port = Text("port") is not "" and var given && given != (scheme == "https" ? "443" : "80") ? ':' + given : string.Empty;
        var root = Text("rest").FirstOrDefault() == '/' ? string.Empty : "/";
        return $"{scheme}://{Text("user")}{Text("host").ToLowerInvariant()}{port}{root}{Text("rest")}";

        string Text(string part) => parts.Groups[part].Value;
    }
}
