using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests where a listener can listen, and the errors for other addresses.</summary>
public sealed class ListenerAddressTests
{
    [Theory]
    [InlineData("hola", CentryErrorCode.InvalidRequest)]
    [InlineData("http://localhost:8080", CentryErrorCode.InvalidRequest)]
    [InlineData("http://localhost:70000/", CentryErrorCode.InvalidRequest)]
    [InlineData("https://localhost:8080/", CentryErrorCode.InvalidRequest)]
    [InlineData("http://no.such.example:8080/", CentryErrorCode.InvalidRequest)]
    [InlineData("http://0.0.0.0:8080/", CentryErrorCode.InvalidRequest)]
    [InlineData("http://[::]:8080/", CentryErrorCode.InvalidRequest)]
    public void Listener_refuses_an_invalid_prefix(string prefix, CentryErrorCode code)
    {
        var error = Assert.Throws<CentryException>(() => new ListenerAddress(prefix, path: null).Start(out _));

        Assert.Equal(code, error.ErrorCode);
        Assert.Contains(prefix, error.Message);
        Assert.Contains("http://+:8080/centry/", error.Advice);
    }

    [Fact]
    public void Listener_reports_a_port_in_use()
    {
        var address = ListenerAddress.OfHost("localhost", 0, path: null).Start(out var uri);

        var error = Assert.Throws<CentryException>(() => ListenerAddress.OfHost("localhost", uri.Port, path: null).Start(out _));

        Stop(address);
        Assert.Equal(CentryErrorCode.ConnectionFailed, error.ErrorCode);
        Assert.Contains("-Port 0", error.Advice);
    }

    [Fact]
    public void Listener_reports_a_port_in_use_on_IPv6_only()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = Assert.Throws<CentryException>(() => ListenerAddress.OfHost("localhost", port, path: null).Start(out _));

        other.Stop();
        Assert.Equal(CentryErrorCode.ConnectionFailed, error.ErrorCode);
        Stop(ListenerAddress.OfHost("localhost", port, path: null).Start(out _)); // the port is free
    }

    [Theory]
    [InlineData(true, CentryErrorCode.ConnectionFailed, "excludedportrange")]
    [InlineData(false, CentryErrorCode.PermissionDenied, "above 1023")]
    public void Listener_gives_advice_for_its_system_when_it_is_denied_a_port(
        bool isWindows,
        CentryErrorCode code,
        string advice)
    {
        var error = ListenerAddress.Failure("http://localhost:80/", new SocketException((int)SocketError.AccessDenied), isWindows);

        Assert.Equal(code, error.ErrorCode);
        Assert.Contains("http://localhost:80/", error.Message);
        Assert.Contains(advice, error.Advice);
    }

    [Fact]
    public void Listener_refuses_a_path_outside_its_prefix() =>
        Assert.Contains("/otro", Assert.Throws<CentryException>(() => new ListenerAddress("http://localhost:8099/centry/", "/otro").Start(out _)).Message);

    private static void Stop(IReadOnlyList<TcpListener> listeners) => listeners.ToList().ForEach(listener => listener.Stop());
}
