namespace CentryPS.Http;

/// <summary>A valid base URI of Centry.</summary>
internal sealed class ServerUri
{
    private static readonly HashSet<string> ProxySchemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "http",
#if !NETFRAMEWORK
        "https",
        "socks4",
        "socks4a",
        "socks5",
#endif
    };

    private readonly Uri _root;

    /// <summary>Checks a base URI.</summary>
    /// <exception cref="CentryException">The URI is invalid, or would send secrets unencrypted.</exception>
    public ServerUri(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || baseUri.UserInfo.Length + baseUri.Query.Length + baseUri.Fragment.Length > 0)
        {
            // The part before an @ may be a password.
            throw CentryException.Invalid(Messages.InvalidBaseUri, baseUri.OriginalString.Split('@').Last());
        }

        if (baseUri.Scheme != Uri.UriSchemeHttps && !(baseUri.Scheme == Uri.UriSchemeHttp && baseUri.IsLoopback))
        {
            throw new CentryException(CentryErrorCode.InsecureUri, Messages.InsecureUri.With(baseUri.OriginalString));
        }

        Base = baseUri;
        _root = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + '/');
    }

    /// <summary>The base URI as the user specified it.</summary>
    public Uri Base { get; }

    /// <summary>True if requests are encrypted. If not, the server is on this machine.</summary>
    public bool IsEncrypted => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>Returns the URI of a path and query below the base URI.</summary>
    public Uri Resolve(string path) => new(_root, path);

    /// <summary>Returns the proxy if it can be used for this server.</summary>
    /// <exception cref="CentryException">It cannot. The message omits it, since it may contain a password.</exception>
    public Uri CheckProxy(Uri proxy)
    {
        if (proxy.OriginalString.Contains('@'))
        {
            throw CentryException.Invalid(Messages.ProxyWithCredential);
        }

        return !proxy.IsAbsoluteUri || !ProxySchemes.Contains(proxy.Scheme)
            ? throw CentryException.Invalid(Messages.InvalidProxy)
            : IsEncrypted ? proxy
            : throw CentryException.Invalid(Messages.ProxyOfLoopback, Base);
    }
}
