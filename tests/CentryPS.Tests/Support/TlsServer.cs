using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CentryPS.Tests.Support;

/// <summary>A TLS server on loopback, which responds to all requests with 200 and counts them.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _requests;

    private TlsServer(X509Certificate2 certificate, X509Certificate2Collection chain, string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ServerCertificateChain = chain;
        })));
        _app = builder.Build();
        _app.Run(context =>
        {
            Interlocked.Increment(ref _requests);
            return context.Response.WriteAsync(answer);
        });
    }

    /// <summary>The URL, with the host <c>localhost</c>.</summary>
    public string Url => $"https://localhost:{new Uri(_app.Urls.Single()).Port}/avisos";

    public int Requests => _requests;

    /// <summary>Starts a server.</summary>
    /// <param name="certificate">The server certificate.</param>
    /// <param name="chain">The issuer certificates to send; null for none.</param>
    /// <param name="answer">The body of the responses.</param>
    public static async Task<TlsServer> StartAsync(X509Certificate2 certificate, X509Certificate2Collection? chain = null, string answer = "")
    {
        var server = new TlsServer(certificate, chain ?? [], answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
