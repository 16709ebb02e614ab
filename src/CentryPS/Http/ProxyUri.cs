namespace CentryPS.Http;

/// <summary>The proxy that the user names, checked.</summary>
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

    /// <exception cref="CentryException">It cannot be used for this server. The message never shows it: a password may be in it.</exception>
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
