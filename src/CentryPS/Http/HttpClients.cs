using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
#if NETFRAMEWORK
using Handler = CentryPS.Http.DesktopHandler;
#else
using Handler = System.Net.Http.SocketsHttpHandler;
#endif

namespace CentryPS.Http;

/// <summary>Creates HTTP clients and their handlers.</summary>
internal static class HttpClients
{
    /// <summary>The maximum number of calls in flight in one session.</summary>
    public const int MostConnections = 256;

    private static readonly string Version = typeof(HttpClients).Assembly.GetName().Version!.ToString(3);

    public static HttpClient Create(HttpMessageHandler handler)
    {
        var client = CreateClient(handler);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return client;
    }

    public static Handler CreateHandler(ServerUri server, SendOptions options)
    {
        var handler = CreateHandler();
        handler.UseProxy = server.IsEncrypted; // a proxy could read unencrypted secrets, and has another loopback
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredential };
        }
        else if (options.ProxyCredential is not null)
        {
#if NETFRAMEWORK
            handler.DefaultProxyCredentials = options.ProxyCredential;
#else
            handler.Proxy = new SystemProxy(options.ProxyCredential);
#endif
        }

        return handler;
    }

    /// <summary>Creates a client for the callbacks of webhooks, without proxy and credential.</summary>
    /// <param name="accept">Accepts the certificate of a server, or throws the reason.</param>
    /// <param name="connect">Connects to a host and port; not used on .NET Framework.</param>
    public static HttpClient CreateForCallbacks(
        RemoteCertificateValidationCallback accept,
        Func<string, int, CancellationToken, Task<Socket>> connect)
    {
        var handler = CreateHandler();
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.UseProxy = false;
#if NETFRAMEWORK
        _ = connect;
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) =>
            accept(message, certificate, chain, errors);
#else
        handler.SslOptions.RemoteCertificateValidationCallback = accept;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
            var socket = await connect(host, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        };
#endif
        return CreateClient(handler);
    }

    private static HttpClient CreateClient(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CentryPS", Version));
        client.DefaultRequestHeaders.ExpectContinue = false;
        return client;
    }

#if NETFRAMEWORK
    private static Handler CreateHandler() => new();
#else
    private static Handler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = MostConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // notices changes of DNS
        UseCookies = false,
    };
#endif
}
