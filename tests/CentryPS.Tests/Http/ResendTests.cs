namespace CentryPS.Tests.Http;

/// <summary>What goes over the wire when a server closes without a word: HttpClient itself sends again what has no content.</summary>
public sealed class ResendTests
{
    [Theory]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task An_attempt_of_a_write_is_one_request_though_it_has_no_content(string method)
    {
        using var wire = new Wire(retries: 0, []);

        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await wire.FailAsync(method)).ErrorCode);

        Assert.Equal(("Interrupted", 1), (wire.Story, wire.Server.Requests));
        Assert.Contains("Content-Length: 0\r\n", wire.Server.Heads.Single());
    }
}
