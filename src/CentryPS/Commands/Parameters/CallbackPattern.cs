using System.Management.Automation;
using System.Text.RegularExpressions;
using CentryPS.Api;

namespace CentryPS.Commands.Parameters;

/// <summary>The callback URLs that a user means by one of them, or by a pattern with wildcards.</summary>
/// <remarks>
/// A pattern with <c>://</c> is compared part by part (<see cref="CallbackKey"/>), so that a wildcard of the host matches within
/// hosts only. Any other pattern is compared with the whole address.
/// </remarks>
internal static class CallbackPattern
{
    // A pattern's own brackets and question marks stand where a URI has none; but behind a host, ?name= is a query.
    private static readonly Regex Url = new(
        @"^(?<scheme>[^:/]+)://(?<user>[^/@]*@)?(?<host>[^/]*?)(?::0*(?<port>\d*))?(?<rest>(?:/|\?[^/.]*=).*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // An IPv6 address as the host is no set of letters.
    private static readonly Regex Address = new(@"^\[[0-9a-f.]*:[0-9a-f:.]*\]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Behind a name with a dot, an asterisk at the end is meant for the path or for the host, and nobody can tell.
    private static readonly Regex Open = new(@"^(?<host>[^/]+://[^/=]*\.[^/=]*[^/=.:*])\*+$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether a callback URL is in the part of an account that a pattern says; null for no pattern. Scheme and host count in
    /// any case, the rest to the letter.
    /// </summary>
    /// <exception cref="CentryException">It is no pattern, or one that would include hosts that only begin like the one in it.</exception>
    public static Func<string, bool>? Scope(string? pattern) => Read(pattern, WildcardOptions.None);

    /// <summary>Whether a callback URL is one to look for, in any case; null for no pattern.</summary>
    /// <exception cref="CentryException">It is no pattern, or one that would include hosts that only begin like the one in it.</exception>
    public static Func<string, bool>? Filter(string? pattern) => Read(pattern, WildcardOptions.IgnoreCase);

    private static Func<string, bool>? Read(string? pattern, WildcardOptions options)
    {
        if (pattern is null)
        {
            return null;
        }

        if (Open.Match(pattern) is { Success: true } open)
        {
            throw CentryException.InvalidForAll(Messages.OpenHost.With(TerminalText.Show(pattern), TerminalText.Show(open.Groups["host"].Value)));
        }

        var key = CallbackKey.Of(pattern);
        var matches = Url.Match(pattern) is { Success: true } parts ? ByPart(parts) : Whole();
        var comparison = options == WildcardOptions.None ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
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
            return uri => CallbackKey.Parts(uri) is { } other && scheme(other.Scheme) && user(other.User) && host(other.Host) && rest(other.Path);

            string Text(string part) => parts.Groups[part].Value;
        }

        // The engine finds out at the first match, and then ends the pipeline with words of its own.
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

    // A label with wildcards is no name that Punycode could be read from.
    private static string Host(string host) => Address.IsMatch(host)
        ? WildcardPattern.Escape(host.ToLowerInvariant())
        : string.Join(".", host.Split('.').Select(label => label.IndexOfAny(['*', '?', '[', '`']) < 0 ? CallbackKey.Host(label) : label.ToLowerInvariant()));
}
