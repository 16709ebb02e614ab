using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>Where to listen, and what is said where that cannot be.</summary>
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
    public void A_prefix_that_is_wrong_is_told(string prefix, CentryErrorCode code)
    {
        var error = Assert.Throws<CentryException>(() => ListenerAddress.Of(prefix, path: null).Start(out _));

        Assert.Equal(code, error.ErrorCode);
        Assert.Contains(prefix, error.Message);
        Assert.Contains("http://+:8080/centry/", error.Advice);
    }

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        var address = ListenerAddress.Loopback(0, path: null).Start(out var uri);

        var error = Assert.Throws<CentryException>(() => ListenerAddress.Loopback(uri.Port, path: null).Start(out _));

        Stop(address);
        Assert.Equal(CentryErrorCode.ConnectionFailed, error.ErrorCode);
        Assert.Contains("-Port 0", error.Advice);
    }

    [Fact]
    public void A_port_that_another_has_in_IPv6_alone_is_taken_too()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = Assert.Throws<CentryException>(() => ListenerAddress.Loopback(port, path: null).Start(out _));

        other.Stop();
        Assert.Equal(CentryErrorCode.ConnectionFailed, error.ErrorCode);
        Stop(ListenerAddress.Loopback(port, path: null).Start(out _)); // it kept nothing
    }

    [Fact]
    public void A_path_that_no_request_could_have_is_told() =>
        Assert.Contains("/otro", Assert.Throws<CentryException>(() => ListenerAddress.Of("http://localhost:8099/centry/", "/otro").Start(out _)).Message);

    private static void Stop(IReadOnlyList<TcpListener> listeners) => listeners.ToList().ForEach(listener => listener.Stop());
}
