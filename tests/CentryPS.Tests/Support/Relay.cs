using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests.Support;

/// <summary>Forwards requests from a <see cref="RawServer"/> to a sandbox.</summary>
internal static class Relay
{
    /// <summary>Sends the text of a request to a sandbox and returns the response.</summary>
    public static async Task<byte[]> AnswerAsync(this SandboxServer centry, string request, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(centry.BaseUri.Host, centry.BaseUri.Port, stop);
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request.Insert(end, "\r\nConnection: close")), stop);
        using var answer = new MemoryStream();
        await client.GetStream().CopyToAsync(answer, stop);
        return answer.ToArray();
    }
}
