using System.Net;

namespace CentryPS.Tests.Http;

/// <summary>Earlier attempts without a response affect how later responses and failures are reported.</summary>
public sealed class LostAttemptTests
{
    private static readonly byte[] Good = RawServer.Json("true");
    private static readonly byte[] Html = RawServer.Json("<html>");

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(null)]
    public async Task DELETE_succeeds_on_404_when_an_earlier_attempt_may_have_been_applied(int? before)
    {
        foreach (var gone in new[] { 404, 410 })
        {
            using var wire = new Wire(before is { } status ? Script.Status(status) : Script.Lost, Script.Status(gone));

            Assert.Equal(string.Empty, await wire.SendAsync("DELETE"));
            Assert.Equal(2, wire.Server.Requests);
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task DELETE_fails_on_404_when_the_earlier_attempt_was_refused(int before)
    {
        using var wire = new Wire(Script.Status(before), Script.Status(404));

        var failure = await wire.FailAsync("DELETE");

        Assert.Equal((CentryErrorCode.NotFound, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Fact]
    public async Task DELETE_fails_on_404_when_the_earlier_attempt_got_401()
    {
        using var wire = new Wire(Script.Status(401), Script.Status(404));
        var call = wire.Begin("DELETE");
        await Assert.ThrowsAsync<CentryException>(() => call.SendAsync("old"));

        var failure = await Assert.ThrowsAsync<CentryException>(() => call.SendAsync("new"));

        Assert.Equal(CentryErrorCode.NotFound, failure.ErrorCode);
    }

    [Theory]
    [InlineData("DELETE", 404)]
    [InlineData("DELETE", 410)]
    [InlineData("PUT", 404)]
    public async Task Not_found_at_the_first_attempt_or_for_a_PUT_is_an_error(string method, int status)
    {
        using var wire = method == "PUT" ? new Wire(Script.Lost, Script.Status(status)) : new Wire(Script.Status(status));

        var failure = await wire.FailAsync(method);

        Assert.Equal((CentryErrorCode.NotFound, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData(401, CentryErrorCode.OutcomeUnknown)]
    [InlineData(408, CentryErrorCode.OutcomeUnknown)]
    [InlineData(429, CentryErrorCode.OutcomeUnknown)]
    [InlineData(500, CentryErrorCode.OutcomeUnknown)]
    [InlineData(503, CentryErrorCode.OutcomeUnknown)]
    [InlineData(400, CentryErrorCode.InvalidRequest)]
    [InlineData(403, CentryErrorCode.PermissionDenied)]
    [InlineData(422, CentryErrorCode.InvalidRequest)]
    public async Task Call_is_in_doubt_after_a_lost_attempt_although_a_later_one_was_refused(
        int last, CentryErrorCode code)
    {
        using var wire = new Wire(retries: 1, Script.Lost, Script.Status(last));

        var failure = await wire.FailAsync("PUT");

        Assert.Equal((code, (HttpStatusCode)last, true), (failure.ErrorCode, failure.StatusCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData("PUT", 408, CentryErrorCode.Timeout, true)]
    [InlineData("PUT", 500, CentryErrorCode.ServerError, true)]
    [InlineData("PUT", 502, CentryErrorCode.ServerError, true)]
    [InlineData("PUT", 503, CentryErrorCode.ServerError, false)]
    [InlineData("PUT", 401, CentryErrorCode.AuthenticationFailed, false)]
    [InlineData("GET", 500, CentryErrorCode.ServerError, false)]
    public async Task Write_is_in_doubt_when_it_failed_on_the_server(
        string method, int status, CentryErrorCode code, bool isInDoubt)
    {
        using var wire = new Wire(retries: 0, Script.Status(status));

        var failure = await wire.FailAsync(method);

        Assert.Equal((code, isInDoubt), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData(408, false)]
    [InlineData(502, false)]
    [InlineData(504, true)]
    [InlineData(null, true)]
    public async Task Write_is_pending_after_a_timeout_or_a_504(int? status, bool isPending)
    {
        using var wire = new Wire(retries: 0, status is { } known ? Script.Status(known) : Script.Silence);

        Assert.Equal(isPending, (await wire.FailAsync("POST")).IsPending);
    }

    [Fact]
    public async Task Read_never_has_an_unknown_outcome()
    {
        using var wire = new Wire(retries: 1, Script.Lost);

        var failure = await wire.FailAsync("GET");

        Assert.Equal((CentryErrorCode.ConnectionFailed, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Update_is_retried_once_when_its_response_is_unreadable(string method)
    {
        using var read = new Wire(Html, Good);
        Assert.Equal("true", await read.SendAsync(method));
        Assert.Equal(2, read.Server.Requests);

        using var unreadable = new Wire(Html);
        var failure = await unreadable.FailAsync(method);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, true), (failure.ErrorCode, failure.IsInDoubt));
        Assert.Equal(2, unreadable.Server.Requests);
    }

    [Theory]
    [InlineData("GET", CentryErrorCode.InvalidResponse)]
    [InlineData("POST", CentryErrorCode.OutcomeUnknown)]
    public async Task Read_or_creation_is_not_retried_when_its_response_is_unreadable(
        string method, CentryErrorCode code)
    {
        using var wire = new Wire(Html, Good);

        Assert.Equal(code, (await wire.FailAsync(method)).ErrorCode);
        Assert.Equal(1, wire.Server.Requests);
    }

    [Fact]
    public async Task Update_is_not_retried_when_retries_are_disabled()
    {
        using var wire = new Wire(retries: 0, Html, Good);

        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await wire.FailAsync("PUT")).ErrorCode);
        Assert.Equal(1, wire.Server.Requests);
    }

    [Fact]
    public async Task Unreadable_response_counts_as_a_lost_attempt()
    {
        using var failed = new Wire(Html, Script.Status(500));
        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await failed.FailAsync("PUT")).ErrorCode);

        using var gone = new Wire(Html, Script.Status(404));
        Assert.Equal(string.Empty, await gone.SendAsync("DELETE"));
    }
}
