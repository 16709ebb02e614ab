using System.Net.Sockets;
using System.Text;
using CentryPS.Api;

namespace CentryPS.Tests.Session;

/// <summary>Disconnect-Centry closes the connections of a session and does not affect a call that is running.</summary>
public sealed class DisconnectTests : IDisposable
{
    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";
    private const string Body = $$"""{"_id":"{{Id}}"}""";

    private static readonly byte[] KeepAlive = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    private readonly HeldClock _clock = new();
    private readonly PowerShellHost _shell = new();
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Disconnect_closes_the_connections_of_the_session()
    {
        using var server = new RawServer((_, stream, stop) => AnswerAsync(stream, stop));
        var session = Open(server);
        await CallAsync(session);
        Assert.False(_end.Task.IsCompleted);

        Disconnect(session);

        Assert.Equal(0, await EndAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)] // the headers and a part of the body
    public async Task Running_call_gets_its_answer_after_a_disconnect_and_its_connection_is_then_closed(int sent)
    {
        TaskCompletionSource isRequested = new(), isDisconnected = new();
        using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(KeepAlive.AsMemory(0, sent), stop);
            isRequested.SetResult();
            await isDisconnected.Task.WaitAsync(stop);
            await AnswerAsync(stream, stop, sent);
        });
        var session = Open(server);
        var call = CallAsync(session);
        await isRequested.Task.Soon();

        Disconnect(session);
        isDisconnected.SetResult();

        Assert.Equal(Id, (await call).Id);
        Assert.Equal(0, await EndAsync());
    }

    [Fact]
    public async Task Running_call_is_retried_after_a_disconnect()
    {
        CentrySession session = null!;
        var requests = 0;
        using var server = new RawServer(async (_, stream, stop) =>
        {
            Disconnect(session);
            await stream.WriteAsync(++requests == 1 ? Script.Status(503) : RawServer.Json(Body), stop);
        });
        session = Open(server);

        Assert.Equal(Id, (await _clock.RunAsync(CallAsync(session))).Id);
        Assert.Equal(2, requests);
    }

    private CentrySession Open(RawServer server) => Client.Sessions(server.BaseUri, _clock).WithAccessToken(Wire.Token);

    private static Task<CentryOrder> CallAsync(CentrySession session) =>
        session.For(new Observer(), CancellationToken.None).SendAsync(Orders.Resource.Get(Id)).Soon();

    private void Disconnect(CentrySession session)
    {
        _shell.Set("session", session);
        _shell.Run("Disconnect-Centry -Session $session");
        Assert.Empty(_shell.Errors);
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken stop, int sent = 0)
    {
        await stream.WriteAsync(KeepAlive.AsMemory(sent), stop);
        _end.SetResult(await stream.ReadAsync(new byte[1], stop)); // 0 when the client closes the connection
    }

    // An idle connection is closed after a minute without any disconnect.
    private Task<int> EndAsync() => _end.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
