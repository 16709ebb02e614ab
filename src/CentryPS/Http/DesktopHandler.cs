#if NETFRAMEWORK
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Authentication;

namespace CentryPS.Http;

/// <summary>
/// HTTP of .NET Framework without its traps. What belongs to the process (ServicePointManager) stays as it is; what belongs to the
/// server that is asked is set where it is asked.
/// </summary>
internal sealed class DesktopHandler : HttpClientHandler
{
    private const int LeaseMilliseconds = 5 * 60 * 1000;

    /// <summary>Makes one that neither follows redirects nor keeps cookies.</summary>
    public DesktopHandler()
    {
        AllowAutoRedirect = false;
        AutomaticDecompression = DecompressionMethods.GZip; // its deflate does not read what servers mean by that
        MaxConnectionsPerServer = HttpClients.MostConnections;
        UseCookies = false;
        SslProtocols = Protocols(ServicePointManager.SecurityProtocol);
    }

    /// <summary>
    /// The protocols that are offered where the process has these: the system's own choice, where it is left to that; otherwise
    /// TLS 1.2 too, which old systems leave out, and never SSL 3.
    /// </summary>
    /// <param name="process">Those of the process.</param>
    [SuppressMessage("Security", "CA5364", Justification = "It is taken out.")]
    [SuppressMessage("Security", "CA5397", Justification = "What else the process has is the administrator's choice.")]
    public static SslProtocols Protocols(SecurityProtocolType process) => process == SecurityProtocolType.SystemDefault
        ? SslProtocols.None
        : (SslProtocols)(process & ~SecurityProtocolType.Ssl3) | SslProtocols.Tls12;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A service point that nobody used for 100 seconds is gone, with what was set.
        var server = ServicePointManager.FindServicePoint(request.RequestUri, proxy: null);
        server.Expect100Continue = false; // a round trip before each body
        server.UseNagleAlgorithm = false; // small bodies wait for an acknowledgement
        server.ConnectionLeaseTimeout = LeaseMilliseconds; // a busy connection never looks at DNS again

        // It looks for proxies and names on the thread that calls, and hears of no cancellation meanwhile.
        return Task.Run(() => base.SendAsync(request, cancellationToken), cancellationToken);
    }
}
#endif
