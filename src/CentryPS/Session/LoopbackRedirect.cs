using System.Text.RegularExpressions;

namespace CentryPS.Session;

/// <summary>A redirect URI of this machine, at which a program can receive the response (RFC 8252, 7.3).</summary>
internal sealed class LoopbackRedirect
{
    private static readonly Regex Form = new(
        @"^http://(?<host>\[[^\]]*\]|[^/:?#]*)(:(?<port>[0-9]*))?(?<rest>.*)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
            | RegexOptions.Singleline);

    private readonly string _text;
    private readonly Match _form;

    private LoopbackRedirect(string text, Uri uri)
    {
        (_text, _form, Path) = (text, Form.Match(text), uri.AbsolutePath);

        // With an IP address, a server accepts any port (RFC 8252, 7.3). With localhost, Doorkeeper compares the port.
        var isSpecified = _form.Groups["port"].Value.Trim('0').Length > 0;
        Port = isSpecified || uri.HostNameType == UriHostNameType.Dns ? uri.Port : 0;
    }

    public string Host => _form.Groups["host"].Value;

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; }

    public string Path { get; }

    /// <summary>Reads a redirect URI; null if no program on this machine can receive its response.</summary>
    /// <exception cref="CentryException">It is not a redirect URI, or cannot work.</exception>
    public static LoopbackRedirect? Parse(string text)
    {
        text = text.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw CentryException.Invalid(Messages.InvalidRedirectUri);
        }

        if (uri.Scheme != Uri.UriSchemeHttp || !uri.IsLoopback)
        {
            return null;
        }

        return uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            ? throw CentryException.Invalid(Messages.InvalidRedirectUri)
            : uri is { HostNameType: UriHostNameType.Dns, Port: 0 }
            ? throw CentryException.Invalid(Messages.RedirectUriWithoutPort, uri.Host)
            : new LoopbackRedirect(text, uri);
    }

    /// <summary>Returns the redirect URI to send: as the user wrote it, with the port if it has none.</summary>
    public string With(int port) =>
        Port == 0 ? FormattableString.Invariant($"http://{Host}:{port}{_form.Groups["rest"].Value}") : _text;
}
