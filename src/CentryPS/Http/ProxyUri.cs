namespace CentryPS.Http;

/// <summary>Checks the proxy of a user.</summary>
internal static class ProxyUri
{
    private static readonly HashSet<string> Schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        "http",
#if !NETFRAMEWORK
        "https",
        "socks4",
        "socks4a",
        "socks5",
#endif
    };

    /// <summary>Returns a proxy that can be used for a server.</summary>
    /// <exception cref="CentryException">It cannot be used. The message omits it: it may have a password.</exception>
    public static Uri Check(Uri proxy, ServerUri server)
    {
        if (proxy.OriginalString.Contains('@'))
        {
            throw CentryException.Invalid(Messages.ProxyWithCredential);
        }

        if (!proxy.IsAbsoluteUri || !Schemes.Contains(proxy.Scheme))
        {
            throw CentryException.Invalid(Messages.InvalidProxy);
        }

        return server.IsEncrypted ? proxy : throw CentryException.Invalid(Messages.ProxyOfLoopback, server.Base);
    }
}
