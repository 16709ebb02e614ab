using System.Collections.Concurrent;
using CentryPS.Api;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>A refresh token that Centry rejected is never sent again.</summary>
public sealed class RefusedRenewalTests
{
    [Fact]
    public async Task Rejected_refresh_token_is_never_sent_again()
    {
        var tokenRequests = new ConcurrentQueue<string>();
        using var centry = new RawServer((request, stream, stop) => stream.WriteAsync(Answer(request, tokenRequests), stop).AsTask());
        var session = await Client.Sessions(centry.BaseUri).WithApplicationAsync(
            new OAuthApplication { ClientId = "client", ClientSecret = "secret" },
            CentryGrant.RefreshToken,
            "first-refresh-token",
            new Observer(),
            CancellationToken.None);
        Assert.True(session.IsRenewable);

        for (var i = 0; i < 5; i++)
        {
            var error = await Assert.ThrowsAsync<CentryException>(() => session.For(new Observer(), CancellationToken.None).SendAsync(Orders.Resource.Get("a")));
            Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
            Assert.Contains("invalid_grant", error.Message);
        }

        Assert.Equal(2, tokenRequests.Count);
        Assert.Equal(3, centry.Requests);
        Assert.False(session.IsRenewable);
    }

    private static byte[] Answer(string request, ConcurrentQueue<string> tokenRequests)
    {
        if (!request.StartsWith("POST /oauth/token"))
        {
            return RawServer.Json(string.Empty, "401 Unauthorized");
        }

        tokenRequests.Enqueue(request);
        return tokenRequests.Count == 1
            ? RawServer.Json("""{"access_token":"token-of-the-test","refresh_token":"second-refresh-token","expires_in":7200}""")
            : RawServer.Json("""{"error":"invalid_grant","error_description":"revoked"}""", "400 Bad Request");
    }
}
