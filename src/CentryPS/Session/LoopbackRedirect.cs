using System.Text.RegularExpressions;

namespace CentryPS.Session;

/// <summary>A redirect URI on this machine, where a program can receive the response (RFC 8252, 7.3).</summary>
internal sealed class LoopbackRedirect
{
    private static readonly Regex Form = new(
        @"^http://(?<host>\[[^\]]*\]|[^/:?#]*)(:(?<port>[0-9]*))?(?<rest>.*)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline);

    private readonly string _text;
    private readonly Match _form;

    private LoopbackRedirect(string text, Uri uri)
    {
        (_text, _form, Path) = (text, Form.Match(text), uri.AbsolutePath);

        // A server accepts any port with an IP address (RFC 8252, 7.3), and Doorkeeper with an IP address alone: it compares that of localhost.
        var isWritten = _form.Groups["port"].Value.Trim('0').Length > 0;
        Port = isWritten || uri.HostNameType == UriHostNameType.Dns ? uri.Port : 0;
    }

    /// <summary>The host, as a URI has it.</summary>
    public string Host => _form.Groups["host"].Value;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; }

    /// <summary>The path.</summary>
    public string Path { get; }

    /// <summary>Reads a redirect URI; null for one that no program on this machine can receive.</summary>
    /// <exception cref="CentryException">It cannot be a redirect URI, or cannot work.</exception>
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

        return uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 ? throw CentryException.Invalid(Messages.InvalidRedirectUri)
            : uri is { HostNameType: UriHostNameType.Dns, Port: 0 } ? throw CentryException.Invalid(Messages.RedirectUriWithoutPort, uri.Host)
            : new LoopbackRedirect(text, uri);
    }

    /// <summary>The redirect URI to send: as it was written, with the port where that was left open.</summary>
    public string With(int port) => Port == 0 ? FormattableString.Invariant($"http://{Host}:{port}{_form.Groups["rest"].Value}") : _text;
}
