using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>
/// Tests the check of a callback, with a clock that the test controls and a trusted root certificate.
/// </summary>
public sealed class CallbackCheckTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HeldClock _clock = new();
    private readonly TestAuthority _authority = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Check_of_a_valid_certificate_is_healthy_and_sends_no_request()
    {
        using var certificate = _authority.Issue(days: 90);
        await using var server = await TlsServer.StartAsync(certificate);

        var health = await ExamineAsync(server.Url);

        Assert.Empty(health.Problem);
        Assert.True(health.IsHealthy);
        Assert.Equal(server.Url, health.CallbackUrl);
        Assert.Equal("127.0.0.1", health.RemoteAddress);
        Assert.Equal(certificate.NotAfter.ToUniversalTime(), health.CertificateExpiresAt!.Value.UtcDateTime);
        Assert.Null(health.StatusCode);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(6, true)]
    public async Task Check_reports_a_certificate_that_expires_soon_with_its_days_left(int minimumDays, bool isHealthy)
    {
        using var certificate = _authority.Issue(days: 6.5);
        await using var server = await TlsServer.StartAsync(certificate);

        var health = await ExamineAsync(server.Url, minimumDays);

        Assert.Equal(isHealthy ? [] : ["the certificate expires in 6 days"], health.Problem);
        Assert.Equal(isHealthy, health.IsHealthy);
    }

    [Fact]
    public async Task Check_of_a_trusted_certificate_reports_only_its_name_mismatch()
    {
        using var certificate = _authority.Issue(days: 90, host: "tienda.example");
        await using var server = await TlsServer.StartAsync(certificate);

        Assert.Equal(["the certificate is for another host (tienda.example)"], (await ExamineAsync(server.Url)).Problem);
    }

    [Fact]
    public async Task Check_of_a_trusted_certificate_reports_its_expiry_once()
    {
        using var certificate = _authority.Issue(days: -3);
        await using var server = await TlsServer.StartAsync(certificate);

        var health = await ExamineAsync(server.Url);

        Assert.StartsWith("the certificate expired on ", Assert.Single(health.Problem));
        Assert.False(health.IsHealthy);
    }

    [Fact]
    public async Task Check_uses_the_next_address_when_the_first_is_silent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux ignores a connection when the backlog is full.");
        using var server = new RawServer(Script.Status(200));
        var silent = IPAddress.Parse("127.0.0.2");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(silent, server.BaseUri.Port));
        listener.Listen(0);
        using var filler = new TcpClient();
        await filler.ConnectAsync(silent, server.BaseUri.Port);
        var connector = new HostConnector(_clock) { Resolve = _ => Task.FromResult<IPAddress[]>([silent, IPAddress.Loopback]) };
        var check = new CallbackCheck(_clock, Patience, new CertificateValidator(TimeProvider.System, 14)) { Connector = connector };

        var examined = check.ExamineAsync(server.BaseUri.OriginalString, deliver: null, Stopping);
        Assert.Equal(HostConnector.AttemptDelay, await _clock.NextWaitAsync());
        Assert.False(examined.IsCompleted);
        _clock.Advance(HostConnector.AttemptDelay);
        var health = await examined.Soon();

        Assert.Equal(("127.0.0.1", 250L, true), (health.RemoteAddress, health.ElapsedMilliseconds, health.IsHealthy));
    }

    [Fact]
    public async Task Check_uses_the_next_address_immediately_when_the_first_refuses()
    {
        using var server = new RawServer(Script.Status(200));
        var refusing = IPAddress.IPv6Loopback; // the server listens on IPv4 only, or the machine has no IPv6
        var connector = new HostConnector(_clock) { Resolve = _ => Task.FromResult<IPAddress[]>([refusing, refusing, IPAddress.Loopback]) };
        var check = new CallbackCheck(_clock, Patience, new CertificateValidator(TimeProvider.System, 14)) { Connector = connector };

        Assert.True((await check.ExamineAsync(server.BaseUri.OriginalString, deliver: null, Stopping).Soon()).IsHealthy);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Check_reports_a_server_that_does_not_answer_in_time(string scheme)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        using var client = new CallbackClient(_clock, Patience);

        var examined = ExamineAsync(url, deliver: () => client.PostAsync(url, NotificationBuilder.Build(CentryTopic.OrderSave, "a"), Stopping));
        using var first = await listener.AcceptTcpClientAsync(Stopping).AsTask().Soon();
        using var second = scheme == "http" ? await listener.AcceptTcpClientAsync(Stopping).AsTask().Soon() : null;
        _clock.Advance(Patience);
        var health = await examined.Soon();

        Assert.Equal(["no response within 15 s"], health.Problem);
        Assert.Equal(15_000, health.ElapsedMilliseconds);
        Assert.False(health.IsHealthy);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Check_reports_a_callback_as_slow_after_a_third_of_the_timeout(int seconds, bool isHealthy)
    {
        using var server = new RawServer((request, stream, stop) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(request.Length > 0 ? seconds : 0)); // connecting takes no time
            return stream.WriteAsync(Script.Status(200), stop).AsTask();
        });
        using var client = new CallbackClient(_clock, Patience);
        var url = server.BaseUri.OriginalString;

        var health = await ExamineAsync(url, deliver: () => client.PostAsync(url, NotificationBuilder.Build(CentryTopic.OrderSave, "a"), Stopping));

        Assert.Equal((200, seconds * 1000), (health.StatusCode, health.ElapsedMilliseconds));
        Assert.Equal(isHealthy ? [] : ["slow: the response takes more than a third of the allowed time"], health.Problem);
    }

    private async Task<CentryWebhookHealth> ExamineAsync(string url, int minimumDays = 14, Func<Task<CentryDelivery>>? deliver = null) =>
        await new CallbackCheck(_clock, Patience, new CertificateValidator(TimeProvider.System, minimumDays)) { Roots = _authority.Roots }.ExamineAsync(url, deliver, Stopping).Soon();
}
