using System.Management.Automation;
using System.Text.RegularExpressions;
using CentryPS.Api;

namespace CentryPS.Commands.Parameters;

/// <summary>Compares callback URLs with a URL, or with a pattern that has wildcards.</summary>
/// <remarks>
/// A pattern with <c>://</c> is compared part by part (<see cref="CallbackKey"/>), so that a wildcard in the host
/// matches only within hosts. Any other pattern is compared with the whole URL.
/// </remarks>
internal static class CallbackPattern
{
    // Brackets and question marks are wildcards where a URI has none. After a host, ?name= is a query.
    private static readonly Regex Url = new(
        @"^(?<scheme>[^:/]+)://(?<user>[^/@]*@)?(?<host>[^/]*?)(?::0*(?<port>\d*))?(?<rest>(?:/|\?[^/.]*=).*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // The brackets of an IPv6 address are not a wildcard.
    private static readonly Regex Address = new(
        @"^\[[0-9a-f.]*:[0-9a-f:.]*\]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // An asterisk after a host name with a dot could be meant for the path or for the host.
    private static readonly Regex Open = new(
        @"^(?<host>[^/]+://[^/=]*\.[^/=]*[^/=.:*])\*+$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Returns what matches a pattern; null for no pattern. Scheme and host match in any case, the rest only if
    /// <paramref name="ignoresCase"/> is true.
    /// </summary>
    /// <exception cref="CentryException">
    /// The pattern is invalid, or would match other hosts that start like its host.
    /// </exception>
    public static Func<string, bool>? Matcher(string? pattern, bool ignoresCase)
    {
        if (pattern is null)
        {
            return null;
        }

        if (Open.Match(pattern) is { Success: true } open)
        {
            throw CentryException.InvalidForAll(
                Messages.OpenHost.With(TerminalText.Show(pattern), TerminalText.Show(open.Groups["host"].Value)));
        }

        var key = CallbackKey.Of(pattern);
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var options = ignoresCase ? WildcardOptions.IgnoreCase : WildcardOptions.None;
        var matches = Url.Match(pattern) is { Success: true } parts ? ByPart(parts) : Whole();
        return uri => string.Equals(CallbackKey.Of(uri), key, comparison) || matches(uri);

        Func<string, bool> Whole()
        {
            var whole = Wildcards(pattern);
            return uri => whole(uri) || whole(CallbackKey.Of(uri));
        }

        Func<string, bool> ByPart(Match parts)
        {
            var (given, name) = (Text("scheme").ToLowerInvariant(), Host(Text("host")));
            var (scheme, host) = (Wildcards(given), Wildcards(name + CallbackKey.Port(given, Text("port"))));
            var user = Wildcards(Text("user") is "" && name.FirstOrDefault() == '*' ? "*" : Text("user"));
            var isOpen = Text("rest") is "" && Text("port") is "" && name.LastOrDefault() == '*';
            var rest = Wildcards(isOpen ? "*" : CallbackKey.Path(Text("rest")));
            return uri => CallbackKey.Parts(uri) is { } other && scheme(other.Scheme) && user(other.User)
                && host(other.Host) && rest(other.Path);

            string Text(string part) => parts.Groups[part].Value;
        }

        // PowerShell detects an invalid pattern only at the first match, and would end the pipeline with its own error.
        Func<string, bool> Wildcards(string text)
        {
            try
            {
                var wildcards = WildcardPattern.Get(text, options);
                _ = wildcards.IsMatch(string.Empty);
                return wildcards.IsMatch;
            }
            catch (WildcardPatternException)
            {
                throw CentryException.InvalidForAll(Messages.InvalidPattern.With(TerminalText.Show(pattern)));
            }
        }
    }

    // A label with wildcards cannot be converted to Punycode.
    private static string Host(string host) => Address.IsMatch(host)
        ? WildcardPattern.Escape(host.ToLowerInvariant())
        : string.Join(".", host.Split('.').Select(label =>
            label.IndexOfAny(['*', '?', '[', '`']) < 0 ? CallbackKey.Host(label) : label.ToLowerInvariant()));
}
