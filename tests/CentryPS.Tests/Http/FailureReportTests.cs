using System.Text.Json;
using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>An exception of another library never discloses a secret.</summary>
public sealed class FailureReportTests
{
    private const string Secret = "the-secret-of-the-application";

    [Theory]
    [InlineData("line 1", false)]
    [InlineData("the value " + Secret, true)]
    public async Task Inner_exception_that_contains_a_secret_is_omitted(string message, bool isOmitted)
    {
        using var server = new RawServer(RawServer.Json("[]"));
        var redactor = new Redactor();
        redactor.Add(Secret);
        var sender = new CentrySender(new ServerUri(server.BaseUri), new SendOptions(), redactor);
        var call = new CentryCall<bool>(HttpMethod.Get, "x.json", _ => throw new JsonException(message));

        var failure = await Assert.ThrowsAsync<CentryException>(
            () => sender.Begin(call, new Observer(), CancellationToken.None).SendAsync(Wire.Token));

        Assert.Equal(isOmitted ? null : message, failure.InnerException?.Message);
        Assert.DoesNotContain(Secret, failure.ToString());
    }
}
