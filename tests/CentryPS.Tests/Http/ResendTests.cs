namespace CentryPS.Tests.Http;

/// <summary>
/// HttpClient resends a request without content when the server closes the connection. The client prevents that for
/// writes.
/// </summary>
public sealed class ResendTests
{
    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Handler_sends_a_write_without_content_once_per_attempt(string method)
    {
        using var wire = new Wire(retries: 0, []);

        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await wire.FailAsync(method)).ErrorCode);

        Assert.Equal(("Interrupted", 1), (wire.Log, wire.Server.Requests));
        Assert.Contains("Content-Length: 0\r\n", wire.Server.Heads.Single());
    }
}
