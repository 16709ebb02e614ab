using System.Management.Automation;
using System.Text.RegularExpressions;
using CentryPS.Api;

namespace CentryPS.Commands.Parameters;

/// <summary>The callback URLs that a user means by one of them, or by a pattern with wildcards.</summary>
internal static class CallbackPattern
{
    // A pattern's own brackets and question marks stand where a URI has none.
    private static readonly Regex Parts = new(
        @"^(?<scheme>[^:/]+)://(?<user>[^/@]*@)?(?<host>[^/]*?)(?::0*(?<port>\d*))?(?<rest>/.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // An IPv6 address as the host is no set of letters.
    private static readonly Regex Address = new(@"(?<=^[^:/]+://(?:[^/@]*@)?)\[[0-9a-f.]*:[0-9a-f:.]*\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>
    /// Whether a callback URL is in the part of an account that a pattern says: as it is written, or as <see cref="CallbackKey"/>
    /// writes it; null for no pattern. Scheme and host count in any case, the rest to the letter.
    /// </summary>
    /// <exception cref="CentryException">It is no pattern.</exception>
    public static Func<string, bool>? Scope(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        var key = CallbackKey.Of(pattern);
        var written = Wildcards(pattern, WildcardOptions.None);
        var folded = Wildcards(Fold(pattern), WildcardOptions.None);
        return uri => CallbackKey.Of(uri) is var other && (other == key || folded.IsMatch(other) || written.IsMatch(uri));
    }

    /// <summary>Whether a callback URL is one to look for, in any case; null for no pattern.</summary>
    /// <exception cref="CentryException">It is no pattern.</exception>
    public static Func<string, bool>? Filter(string? pattern)
    {
        if (pattern is null)
        {
            return null;
        }

        var wildcards = Wildcards(pattern, WildcardOptions.IgnoreCase);
        return uri => string.Equals(uri, pattern, StringComparison.OrdinalIgnoreCase) || wildcards.IsMatch(uri);
    }

    private static string Fold(string pattern)
    {
        var parts = Parts.Match(pattern);
        if (!parts.Success)
        {
            return pattern;
        }

        var scheme = Text("scheme").ToLowerInvariant();
        var port = Text("port") is "" || (scheme, Text("port")) is ("http", "80") or ("https", "443") ? string.Empty : ':' + Text("port");
        return $"{scheme}://{Text("user")}{Text("host").ToLowerInvariant()}{port}{Text("rest")}";

        string Text(string part) => parts.Groups[part].Value;
    }

    // The engine finds out at the first match, and then ends the pipeline with words of its own.
    private static WildcardPattern Wildcards(string pattern, WildcardOptions options)
    {
        try
        {
            var wildcards = WildcardPattern.Get(Address.Replace(pattern, address => WildcardPattern.Escape(address.Value)), options);
            _ = wildcards.IsMatch(string.Empty);
            return wildcards;
        }
        catch (WildcardPatternException)
        {
            throw CentryException.InvalidForAll(Messages.InvalidPattern.With(TerminalText.Show(pattern)));
        }
    }
}
