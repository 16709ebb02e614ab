using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests.Support;

/// <summary>A CONNECT proxy (RFC 9110, section 9.3.6) that can require authentication.</summary>
internal static class TunnelProxy
{
    public const string Refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"ensayo\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    /// <summary>Starts a proxy.</summary>
    /// <param name="credential">The required user name and password, as <c>user:password</c>; null for none.</param>
    public static RawServer Start(string? credential = null) => new((request, stream, stop) => credential is null || Has(request, credential)
        ? TunnelAsync(request.Split(' ', ':')[1..3], stream, stop)
        : stream.WriteAsync(Encoding.ASCII.GetBytes(Refusal), stop).AsTask());

    private static bool Has(string request, string credential) =>
        request.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credential))}\r\n", StringComparison.Ordinal);

    private static async Task TunnelAsync(string[] target, NetworkStream stream, CancellationToken stop)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(target[0], int.Parse(target[1], System.Globalization.CultureInfo.InvariantCulture), stop);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
        await Task.WhenAny(stream.CopyToAsync(server.GetStream(), stop), server.GetStream().CopyToAsync(stream, stop));
    }
}
