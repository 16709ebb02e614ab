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

/// <summary>Makes the HttpClient of a session.</summary>
internal static class HttpClients
{
    /// <summary>The most calls that may be in flight in one session.</summary>
    public const int MostConnections = 256;

    private static readonly string Version = typeof(HttpClients).Assembly.GetName().Version!.ToString(3);

    public static HttpClient Create(ServerUri server, SendOptions options, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? CreateHandler(server, options)) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CentryPS", Version));
        client.DefaultRequestHeaders.ExpectContinue = false;
        return client;
    }

    /// <summary>A client for the callbacks of webhooks, which are others than Centry: it goes to them without proxy and sign-in.</summary>
    /// <param name="accept">Accepts a server's certificate, or throws what is wrong with it.</param>
    /// <param name="connect">Connects to a host and port; .NET Framework has its own way.</param>
    public static HttpClient CreateForCallbacks(RemoteCertificateValidationCallback accept, Func<string, int, CancellationToken, Task<Socket>> connect)
    {
        var handler = CreateHandler();
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.UseProxy = false;
#if NETFRAMEWORK
        _ = connect;
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => accept(message, certificate, chain, errors);
#else
        handler.SslOptions.RemoteCertificateValidationCallback = accept;
        handler.ConnectCallback = async (context, cancellationToken) => new NetworkStream(
            await connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false),
            ownsSocket: true);
#endif
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CentryPS", Version));
        client.DefaultRequestHeaders.ExpectContinue = false;
        return client;
    }

    private static Handler CreateHandler(ServerUri server, SendOptions options)
    {
        var handler = CreateHandler();
        handler.UseProxy = server.IsEncrypted; // another machine would read the secrets, and has another loopback
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

#if NETFRAMEWORK
    private static Handler CreateHandler() => new();
#else
    private static Handler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxConnectionsPerServer = MostConnections,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that a change of DNS is noticed
        UseCookies = false,
    };
#endif
}
