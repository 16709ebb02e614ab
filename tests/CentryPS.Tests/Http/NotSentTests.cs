using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>The server cannot have applied an attempt that had no connection.</summary>
public sealed class NotSentTests
{
    private readonly HeldClock _clock = new();
    private readonly Observer _observer = new();

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task Attempt_that_was_not_sent_is_retried_and_leaves_no_unknown_outcome(string method)
    {
        var server = new RawServer([]);
        server.Dispose();

        var failure = await FailAsync(server.BaseUri, method, retries: 2);

        Assert.Equal((CentryErrorCode.ConnectionFailed, false), (failure.ErrorCode, failure.IsInDoubt));
        Assert.Equal(3, _observer.Attempts.Count);
        Assert.All(_observer.Attempts, attempt => Assert.Equal(AttemptFailure.NotSent, attempt.Failure));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    public async Task Attempt_that_was_not_sent_does_not_settle_an_earlier_unknown_outcome(int status)
    {
        RawServer server = null!;
        server = new RawServer(async (_, stream, _) =>
        {
            server.Dispose(); // before the response, so that no second connection is accepted
            await stream.WriteAsync(Script.Status(status), CancellationToken.None);
        });

        var failure = await FailAsync(server.BaseUri, "DELETE", retries: 1);

        Assert.Equal((CentryErrorCode.ConnectionFailed, true), (failure.ErrorCode, failure.IsInDoubt));
        Assert.Equal(AttemptFailure.NotSent, _observer.Attempts[1].Failure);
    }

    private Task<CentryException> FailAsync(Uri server, string method, int retries)
    {
        var options = new SendOptions { Time = _clock, MaximumRetryCount = retries };
        var call = new CentryCall<bool>(new HttpMethod(method), "x.json", _ => true);
        var pending = new CentrySender(new ServerUri(server), options, new Redactor()).Begin(call, _observer, CancellationToken.None);
        return Assert.ThrowsAsync<CentryException>(() => _clock.RunAsync(pending.SendAsync(Wire.Token)));
    }
}
