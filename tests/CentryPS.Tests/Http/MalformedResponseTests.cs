using System.IO.Compression;
using System.Text;

namespace CentryPS.Tests.Http;

/// <summary>A malformed response causes one clear error, without delay and in bounded memory.</summary>
public sealed class MalformedResponseTests
{
    private const int LargeSize = 16 * 1024 * 1024;
    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";

    public static TheoryData<string, string> InvalidBodies => new()
    {
        { "<html><body>Mantención</body></html>", "InvalidResponse" },
        { "", "InvalidResponse" },
        { "null", "InvalidResponse" },
        { "{}", "InvalidResponse" },
        { "[]", "InvalidResponse" },
        { "12", "InvalidResponse" },
        { "{\"_id\":\"a\"", "InvalidResponse" },
        { "{\"_id\":\"a\",\"on_order_save\":\"quizás\"}", "InvalidResponse" },
        { "{\"_id\":\"a\",\"created_at\":\"ayer\"}", "InvalidResponse" },
        { "{\"_id\":{}}", "InvalidResponse" },
        { "{\"_id\":\"a\"}{\"_id\":\"b\"}", "InvalidResponse" },
    };

    [Theory]
    [MemberData(nameof(InvalidBodies))]
    public void Body_that_is_not_a_webhook_is_an_invalid_response(string body, string error)
    {
        using var server = new RawServer(RawServer.Json(body));
        using var shell = Connect(server);

        shell.Run($"Get-CentryWebhook -Id {Id}");

        Assert.StartsWith(error + ",", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(body, ((CentryException)shell.Error.Exception).ResponseBody);
    }

    [Fact]
    public void Body_with_numbers_as_text_duplicate_keys_or_a_BOM_is_accepted()
    {
        var body = "\ufeff {\"_id\":\"59c2bd4aa8d1d10b0c9c3f11\",\"total_amount\":\"12990.50\",\"billable\":\"true\",\"variant_id\":1,\"variant_id\":2,\"buyer_phone\":562,\"created_at\":\"\"}\r\n";
        using var server = new RawServer(RawServer.Json(body));
        using var shell = Connect(server);

        var order = shell.One<CentryOrder>($"Get-CentryOrder -Id {Id}");

        Assert.Equal((12990.50m, true, "562", 2L), (order.TotalAmount, order.Billable, order.BuyerPhone, order.AdditionalProperties["variant_id"]));
        Assert.Null(order.CreatedAt);
    }

    [Fact]
    public void Body_with_invalid_UTF8_or_deep_nesting_is_an_invalid_response()
    {
        byte[][] bodies =
        [
            [.. "{\"_id\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
            Encoding.UTF8.GetBytes("{\"_id\":\"a\",\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}"),
        ];
        foreach (var body in bodies)
        {
            using var server = new RawServer(RawServer.Whole(body));
            using var shell = Connect(server);
            shell.Run($"Get-CentryWebhook -Id {Id}");
            Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Encoding: gzip\r\n")]
    public void Endless_body_is_refused_in_bounded_memory(string encoding)
    {
        using var server = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(RawServer.Whole([], headers: encoding, length: int.MaxValue), stop);
            using var zip = encoding.Length > 0 ? new GZipStream(stream, CompressionLevel.Fastest) : (Stream)stream;
            for (var i = 0; i < 6; i++)
            {
                await zip.WriteAsync(new byte[LargeSize], stop);
            }
        });
        using var shell = Connect(server);

        shell.Run($"Get-CentryWebhook -Id {Id}");

        Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("too large to be a response of Centry", shell.Error.Exception.Message);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public void Truncated_body_is_retried_and_then_a_connection_failure()
    {
        using var server = new RawServer(RawServer.Whole("{\"_id\":\"a\""u8.ToArray(), length: 400));
        using var shell = Connect(server);

        shell.Run($"Get-CentryWebhook -Id {Id}");

        Assert.StartsWith("ConnectionFailed,", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void Body_that_arrives_byte_by_byte_fails_at_the_attempt_timeout()
    {
        var clock = new RunningClock();
        var timeout = TimeSpan.FromSeconds(30);
        using var server = new RawServer(async (_, stream, stop) =>
        {
            // Larger than the socket buffers, so that the write completes only while the client reads the body.
            await stream.WriteAsync(RawServer.Whole(new byte[LargeSize], length: LargeSize + 100), stop);
            for (var i = 0; i < 100; i++)
            {
                clock.Advance(timeout / 50);
                await stream.WriteAsync(" "u8.ToArray(), stop);
            }
        });
        using var shell = new PowerShellHost();
        shell.Use(Client.Sessions(server.BaseUri, clock, retries: 0, timeout.TotalSeconds).WithAccessToken("a-token-of-the-test"));

        shell.Run($"Get-CentryWebhook -Id {Id}");

        Assert.StartsWith("Timeout,", shell.Error.FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("[{\"_id\":\"b\"},{\"_id\":\"c\"}]")]
    [InlineData("[{\"_id\":\"b\"}]")]
    public void Page_that_repeats_is_an_error_after_its_objects_were_returned(string page)
    {
        using var server = new RawServer(RawServer.Json(page));
        using var shell = Connect(server);

        Assert.NotEmpty(shell.Run("Get-CentryWebhook -PageSize 2"));

        Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void Redirect_is_followed_only_on_the_same_origin_and_not_endlessly()
    {
        using var elsewhere = new RawServer(RawServer.Json("{\"_id\":\"a\"}"));
        using var server = new RawServer(async (head, stream, stop) => await stream.WriteAsync(
            RawServer.Whole([], "302 Found", $"Location: {(head.Contains("otro") ? elsewhere.BaseUri : "/conexion/v1/ronda.json")}\r\n"),
            stop));
        using var shell = Connect(server);

        shell.Run("Get-CentryWebhook -Id otro");
        Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(0, elsewhere.Requests);

        shell.Run($"Get-CentryWebhook -Id {Id}");
        Assert.StartsWith("InvalidResponse,", shell.Error.FullyQualifiedErrorId);
        Assert.Equal(7, server.Requests);
    }

    [Theory]
    [InlineData("Set-CentryOrder -Id 0123456789abcdef01234567 -Status shipped")]
    [InlineData("Remove-CentryWebhook -Id 0123456789abcdef01234567 -Force")]
    [InlineData("Invoke-CentryRequest a.json -Method Post -Body @{ a = 1 }")]
    public void HTML_response_to_a_write_leaves_the_outcome_unknown(string script)
    {
        using var server = new RawServer(RawServer.Json("<html>"));
        using var shell = Connect(server);

        shell.Run(script);

        Assert.StartsWith("OutcomeUnknown,", shell.Error.FullyQualifiedErrorId);
    }

    private static PowerShellHost Connect(RawServer server, string more = "-MaximumRetryCount 1")
    {
        var shell = new PowerShellHost();
        shell.Connect(server.BaseUri, "a-token-of-the-test", more);
        return shell;
    }
}
