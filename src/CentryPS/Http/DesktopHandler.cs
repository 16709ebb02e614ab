#if NETFRAMEWORK
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Authentication;

namespace CentryPS.Http;

/// <summary>
/// The HTTP handler for .NET Framework. It leaves the settings of the process (ServicePointManager) unchanged and sets
/// those of the server (ServicePoint) with each request.
/// </summary>
internal sealed class DesktopHandler : HttpClientHandler
{
    private const int LeaseMilliseconds = 5 * 60 * 1000;

    public DesktopHandler()
    {
        AllowAutoRedirect = false;
        AutomaticDecompression = DecompressionMethods.GZip; // its deflate cannot read what servers send
        MaxConnectionsPerServer = HttpClients.MostConnections;
        UseCookies = false;
        SslProtocols = Protocols(ServicePointManager.SecurityProtocol);
    }

    /// <summary>
    /// Returns the protocols to offer: the default of the system if the process uses it; otherwise those of the process
    /// and TLS 1.2, which old systems leave out, but never SSL 3.
    /// </summary>
    [SuppressMessage("Security", "CA5364", Justification = "This code removes it.")]
    [SuppressMessage("Security", "CA5397", Justification = "The other protocols are the administrator's choice.")]
    public static SslProtocols Protocols(SecurityProtocolType process) => process == SecurityProtocolType.SystemDefault
        ? SslProtocols.None
        : (SslProtocols)(process & ~SecurityProtocolType.Ssl3) | SslProtocols.Tls12;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        // A service point that is unused for 100 seconds is removed, with its settings.
        var server = ServicePointManager.FindServicePoint(request.RequestUri, proxy: null);
        server.Expect100Continue = false; // a round trip before each body
        server.UseNagleAlgorithm = false; // small bodies would wait for an acknowledgement
        server.ConnectionLeaseTimeout = LeaseMilliseconds; // a busy connection would never notice a change of DNS

        // It resolves proxies and names on the calling thread, and cannot be cancelled meanwhile.
        return Task.Run(() => base.SendAsync(request, cancellationToken), cancellationToken);
    }
}
#endif
