using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CentryPS.Tests.Support;

/// <summary>Posts valid and invalid requests to a listener.</summary>
internal sealed class Poster : IDisposable
{
    public const string Order = """{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11"}""";

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    public static string About(int number) => $$"""{"topic":"on_order_save","order_id":"{{number:x24}}"}""";

    public async Task<HttpStatusCode> PostAsync(string uri, string body = Order) => (await SendAsync(HttpMethod.Post, uri, body)).StatusCode;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string uri, string body) =>
        _client.SendAsync(new HttpRequestMessage(method, uri) { Content = new StringContent(body) }).Soon();

    /// <summary>Sends a text and returns everything received until the connection closes.</summary>
    public static async Task<string> RawAsync(string uri, string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(uri).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        try
        {
            return await new StreamReader(client.GetStream()).ReadToEndAsync().Soon();
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    public void Dispose() => _client.Dispose();
}
