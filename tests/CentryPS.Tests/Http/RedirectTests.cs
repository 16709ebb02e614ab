using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>Redirects are followed only on the same origin, so that no other server receives the token.</summary>
public sealed class RedirectTests
{
    private const string Target = "/there.json";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_of_a_read_is_followed_with_the_token_on_the_same_origin(int status)
    {
        using var wire = new Wire(Script.Status(status, "Location: " + Target), RawServer.Json("[]"));

        Assert.Equal("[]", await wire.SendAsync("GET"));

        Assert.Equal($"{status} 200", wire.Log);
        Assert.Equal(["/x.json", Target], wire.Observer.Attempts.Select(attempt => attempt.Path));
        Assert.All(wire.Server.Heads, head => Assert.Contains($"Authorization: Bearer {Wire.Token}", head));
        Assert.Empty(wire.Clock.Passed);
    }

    [Fact]
    public async Task Redirect_with_an_absolute_URL_on_the_same_origin_is_followed()
    {
        var here = string.Empty;
        using var server = new RawServer((head, stream, stop) => stream.WriteAsync(
            head.Contains(Target) ? RawServer.Json("[]") : Script.Status(302, $"Location: {here}"),
            stop).AsTask());
        here = new Uri(server.BaseUri, Target).AbsoluteUri;

        Assert.True(await ReadAsync(server.BaseUri));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Redirect_to_another_host_is_refused()
    {
        using var server = Redirecting(port => $"http://localhost:{port}{Target}");

        Assert.False(await ReadAsync(server.BaseUri));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Redirect_to_another_port_is_refused()
    {
        using var other = new RawServer(RawServer.Json("[]"));
        using var server = Redirecting(_ => new Uri(other.BaseUri, Target).AbsoluteUri);

        Assert.False(await ReadAsync(server.BaseUri));
        Assert.Equal((1, 0), (server.Requests, other.Requests));
    }

    [Fact]
    public async Task Redirect_to_another_scheme_is_refused()
    {
        using var server = Redirecting(port => $"https://127.0.0.1:{port}{Target}");

        Assert.False(await ReadAsync(server.BaseUri));
        Assert.Equal(1, server.Requests); // a TLS handshake would count as a request
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Redirect_of_a_write_is_refused(string method)
    {
        using var wire = new Wire(Script.Status(307, "Location: " + Target), RawServer.Json("[]"));

        Assert.Equal(CentryErrorCode.InvalidResponse, (await wire.FailAsync(method)).ErrorCode);
        Assert.Equal("307", wire.Log);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Redirects_are_followed_at_most_five_times(int times, bool succeeds)
    {
        var moved = Script.Status(302, "Location: " + Target);
        using var wire = new Wire([.. Enumerable.Repeat(moved, times), RawServer.Json("[]")]);

        if (succeeds)
        {
            await wire.SendAsync("GET");
        }
        else
        {
            Assert.Equal(CentryErrorCode.InvalidResponse, (await wire.FailAsync("GET")).ErrorCode);
        }

        Assert.Equal(6, wire.Server.Requests);
    }

    [Fact]
    public async Task Redirect_without_a_Location_is_an_error()
    {
        using var wire = new Wire(Script.Status(302), RawServer.Json("[]"));

        Assert.Equal(CentryErrorCode.InvalidResponse, (await wire.FailAsync("GET")).ErrorCode);
        Assert.Equal(1, wire.Server.Requests);
    }

    [Theory]
    [InlineData(299)]
    [InlineData(201)]
    [InlineData(400)]
    public async Task Location_header_is_ignored_when_the_status_is_not_a_redirect(int status)
    {
        using var wire = new Wire(Script.Status(status, "Location: " + Target), RawServer.Json("[]"));

        _ = await Record.ExceptionAsync(() => wire.SendAsync("GET"));

        Assert.Equal($"{status}", wire.Log);
    }

    [Fact]
    public async Task Retry_goes_to_the_target_of_the_redirect()
    {
        using var wire = new Wire(Script.Status(302, "Location: " + Target), Script.Status(503), RawServer.Json("[]"));

        await wire.SendAsync("GET");

        Assert.Equal(["/x.json", Target, Target], wire.Observer.Attempts.Select(attempt => attempt.Path));
    }

    private static RawServer Redirecting(Func<int, string> location)
    {
        var port = 0;
        var server = new RawServer((_, stream, stop) =>
            stream.WriteAsync(Script.Status(302, $"Location: {location(port)}"), stop).AsTask());
        port = server.BaseUri.Port;
        return server;
    }

    /// <summary>Returns true if a read from the server succeeds.</summary>
    private static async Task<bool> ReadAsync(Uri server)
    {
        var options = new SendOptions { Time = new HeldClock(), MaximumRetryCount = 0 };
        var sender = new CentrySender(new ServerUri(server), options, new Redactor());
        var call = new CentryCall<bool>(HttpMethod.Get, "x.json", _ => true);
        try
        {
            return await sender.Begin(call, new Observer(), CancellationToken.None).SendAsync(Wire.Token);
        }
        catch (CentryException failure)
        {
            Assert.Equal(CentryErrorCode.InvalidResponse, failure.ErrorCode);
            return false;
        }
    }
}
