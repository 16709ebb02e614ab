using System.Net;
using System.Text.Json;

namespace CentryPS.Benchmarks.Running;

/// <summary>A simple receiver with HttpListener: reads the body, responds with 200, and saves nothing.</summary>
internal sealed class BareListener : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public BareListener()
    {
        Uri = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Uri);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Uri { get; }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
        context.Response.StatusCode = body.RootElement.TryGetProperty("topic", out _) ? 200 : 400;
        context.Response.ContentLength64 = 0;
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
