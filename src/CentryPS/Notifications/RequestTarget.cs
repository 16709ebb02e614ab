using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

/// <summary>The forms of a request's target and of its Host header. Nothing is decoded or normalized: paths are compared as sent.</summary>
internal static class RequestTarget
{
    // RFC 3986, section 3.2.2. Without userinfo: RFC 9110, section 4.2.4.
    private const string Authority = @"(\[([0-9a-f:.]+|v[0-9a-f]+\.[!$&'()*+,;=:a-z0-9._~-]+)\]|([!$&'()*+,;=a-z0-9._~-]|%[0-9a-f]{2})*)(:[0-9]*)?";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Host = new($@"^{Authority}\z", Options);

    // A server must accept it, and http needs a host: RFC 9112, section 3.2.2; RFC 9110, section 4.2.1.
    private static readonly Regex AbsoluteForm = new($@"^https?://(?![:/?]|\z){Authority}(?<path>/[^?]*)?(\?|\z)", Options);

    /// <summary>Whether a Host header has a valid value. Two headers, joined as a list, have none.</summary>
    public static bool IsHost(string value) => Host.IsMatch(value);

    /// <summary>The path of a target, as it was sent.</summary>
    /// <exception cref="RequestException">The target has no form that the method may have (RFC 9112, section 3.2).</exception>
    public static string PathOf(string method, string target)
    {
        if (target[0] == '/')
        {
            return target.Split('?')[0];
        }

        return AbsoluteForm.Match(target) is { Success: true } match ? match.Groups["path"].Value is { Length: > 0 } path ? path : "/"
            : method == "CONNECT" || (method == "OPTIONS" && target == "*") ? target
            : throw RequestException.NotHttp();
    }
}
